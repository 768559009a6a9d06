"""Jobs of this room: long lists are looked at and stored by the worker, and drafts do not stay."""

from __future__ import annotations

import logging

from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.queries import imports
from pin_app.attendees.services import bringing, forgetting
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.jobs import enqueue, jobs

log = logging.getLogger(__name__)
BROKEN = "attendees.broke"


@jobs.task()
def check_list(import_id: int) -> None:
    """Look at every row of a list."""
    try:
        bringing.check_in_background(import_id)
    except PinError as refusal:
        _give_up(import_id, refusal.code)
    except Exception:
        log.exception("a list could not be looked at", extra={"list": import_id})
        _give_up(import_id, BROKEN)


@jobs.task()
def store_list(import_id: int) -> None:
    """Store a list that somebody has said yes to."""
    try:
        found = db.session.get(AttendeeImport, import_id)
        if found is not None:
            bringing.store(found)
            db.session.commit()
            ask_for_mails(found)
    except PinError as refusal:
        _give_up(import_id, refusal.code)
    except Exception:
        log.exception("a list could not be stored", extra={"list": import_id})
        _give_up(import_id, BROKEN)


@jobs.task()
def tell_newcomers() -> None:
    """Write to the people of stored lists."""
    while bringing.tell_some():
        db.session.commit()
    db.session.rollback()


@jobs.task(every_minutes=5)
def sweep_lists() -> None:
    """Ask again for what a worker has not finished, and delete or forget what is too old."""
    bringing.sweep()
    forgetting.sweep()
    db.session.commit()
    waiting = [(one.id, one.state) for one in imports.unfinished()]
    due = bool(imports.mails_due(1))
    db.session.rollback()
    for import_id, state in waiting:
        enqueue(check_list if state == "checking" else store_list, import_id)
    if due:
        enqueue(tell_newcomers)


def ask_for_mails(found: AttendeeImport) -> None:
    """Have the people of a stored list written to, where that was chosen; call it after the commit."""
    if found.state == "stored" and found.options.get("mail"):
        enqueue(tell_newcomers)


def _give_up(import_id: int, code: str) -> None:
    db.session.rollback()
    found = db.session.get(AttendeeImport, import_id)
    if found is not None:
        bringing.give_up(found, code)
        db.session.commit()
