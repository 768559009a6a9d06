"""What time does to questions: put to both sides, reminded of, closed. Running twice asks once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions.models import Introduction
from pin_app.jobs import jobs
from pin_app.outcomes import queries, services
from pin_app.outcomes.models import FollowUp

log = logging.getLogger(__name__)


@jobs.task(every_minutes=30)
def sweep() -> None:
    """Do what is due; each introduction and each question is committed by itself."""
    ask_all()
    moment = now()
    _each(FollowUp, queries.ended(), services.end)
    _each(FollowUp, queries.unreminded(moment), services.remind)
    _each(FollowUp, queries.forgotten(moment), services.give_up)


def ask_all() -> None:
    """Ask, in portions, where a day has come."""
    last = 0
    while found := queries.perhaps_due(now(), after=last):
        last = found[-1].id
        _each(Introduction, found, services.ask_due)


def _each(model: type[Any], rows: Sequence[Any], deed: Callable[[Any], int | bool]) -> None:
    done = 0
    for number in [row.id for row in rows]:
        row = db.session.get(model, number)
        try:
            done += int(deed(row)) if row is not None else 0
            db.session.commit()
        except PinError as refusal:  # of one, which keeps nobody else waiting
            db.session.rollback()
            log.warning(
                "follow-up refused", extra={"deed": deed.__name__, "row": number, "code": refusal.code}
            )
    if done:
        log.info("follow-ups swept", extra={"deed": deed.__name__, "count": done})
