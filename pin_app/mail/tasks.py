"""Emptying the outbox: each mail is taken, sent and settled by itself; no lock is held meanwhile."""

from __future__ import annotations

import logging
import time
from typing import Any

from flask import current_app

from pin_app.db import db, now
from pin_app.jobs import NORMAL, SHORT, URGENT, after_commit, enqueue, jobs
from pin_app.mail import services, words
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services.writing import unsubscribe_path
from pin_app.mail.signals import mail_queued
from pin_app.mail.transport import BOUNCED, FAILED, SENT, Line, Outcome, Server, message
from pin_app.security import external
from pin_app.settings import Settings

__all__ = ["send_due", "sweep_outbox", "words"]  # the words are here for their sentences only
log = logging.getLogger(__name__)
ROUND_SECONDS = 10.0  # then other short jobs have their turn


@jobs.task(every_minutes=1, lane=SHORT)
def send_due() -> None:
    """Send what is due, until nothing is left, the server is down, or other short jobs have their turn."""
    if not _settings().mail_url:
        return
    server = Server.from_url(_settings().mail_url, _settings().host)
    ends = time.monotonic() + ROUND_SECONDS
    with Line(server, _settings().host) as line:
        while time.monotonic() < ends:
            outcome = _send_next(line, server)
            if outcome is None or outcome.server_down:
                return
    enqueue(send_due, priority=NORMAL)


@jobs.task(every_minutes=60, lane=SHORT)
def sweep_outbox() -> None:
    """Forget texts and rows whose time is over."""
    emptied, deleted = services.sweep(now())
    db.session.commit()
    log.info("outbox swept", extra={"emptied": emptied, "deleted": deleted})


@mail_queued.connect
def _deliver_after_commit(_sender: Any, mail: OutgoingMail) -> None:
    if mail.state == "queued" and mail.next_attempt_at <= now():
        after_commit(send_due, priority=URGENT)


def _send_next(line: Line, server: Server) -> Outcome | None:
    mail = services.take_next()
    if mail is None:
        db.session.rollback()
        return None
    number = mail.id
    try:
        ready = message(mail, server.sender, _unsubscribe(mail))
    except Exception as error:  # one mail that cannot be built must not keep back all others
        log.error("mail cannot be built: %s", type(error).__name__, extra={"mail": number})
        services.mark_failed(mail, type(error).__name__)
        db.session.commit()
        return Outcome(FAILED)
    db.session.commit()
    outcome = line.send(ready)
    _settle(number, outcome)
    db.session.commit()
    return outcome


def _settle(number: int, outcome: Outcome) -> None:
    log.info("mail tried", extra={"mail": number, "outcome": outcome.kind})
    mail = db.session.get(OutgoingMail, number)
    if mail is None or mail.state != "sending":
        return
    if outcome.kind == SENT:
        services.mark_sent(mail)
    elif outcome.kind == BOUNCED:
        services.came_back(mail, outcome.error)
    elif outcome.kind == FAILED:
        services.mark_failed(mail, outcome.error)
    else:
        services.postpone(mail, outcome.error)


def _unsubscribe(mail: OutgoingMail) -> str:
    return external(unsubscribe_path(mail.message_id)) if mail.topic else ""


def _settings() -> Settings:
    found: Settings = current_app.extensions["pin.settings"]
    return found
