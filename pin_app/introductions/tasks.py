"""What time does to introductions: reminders, expiry, second questions that had to wait, sides that left."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from pin_app.db import db
from pin_app.introductions import queries, services
from pin_app.introductions.models import Introduction
from pin_app.jobs import jobs

log = logging.getLogger(__name__)
Due = Callable[[], Sequence[Introduction]]
Deed = Callable[[Introduction], bool]
SWEEPS: tuple[tuple[Due, Deed], ...] = (
    (queries.orphaned, services.end_orphaned),
    (queries.overdue, services.expire),
    (queries.unreminded, services.remind),
    (queries.held_up, services.go_on_to_second),
)


@jobs.task(every_minutes=30)
def sweep() -> None:
    """Do what is due; each introduction is committed by itself."""
    for due, deed in SWEEPS:
        done = sum([_one(number, deed) for number in [one.id for one in due()]])
        if done:
            log.info("introductions swept", extra={"deed": deed.__name__, "count": done})


def _one(number: int, deed: Deed) -> bool:
    introduction = db.session.get(Introduction, number)
    done = introduction is not None and deed(introduction)
    db.session.commit()
    return done
