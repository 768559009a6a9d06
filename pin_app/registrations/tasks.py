"""What time does to registrations: offers that run out, places that become free, changes, reminders."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from pin_app.db import db
from pin_app.events.models import Event
from pin_app.events.signals import event_cancelled, event_changed
from pin_app.jobs import SHORT, after_commit, jobs
from pin_app.registrations import queries, services
from pin_app.registrations.models import Registration

log = logging.getLogger(__name__)
SOME = 20  # offers in one transaction
TOLD = frozenset({"starts_at", "ends_at", "venue", "address", "city", "country", "online_url"})
Due = Callable[[], Sequence[int]]
Deed = Callable[[Registration], bool]
SWEEPS: tuple[tuple[Due, Deed], ...] = (
    (queries.of_cancelled_events, services.cancel_with_event),
    (queries.unaware_of_changes, services.tell_change),
    (queries.unreminded, services.remind),
    (queries.forgettable, services.forget),
)


@jobs.task(every_minutes=5, lane=SHORT)
def sweep() -> None:
    """Do what is due; each registration, and each event with a waiting list, is committed by itself."""
    for number in queries.events_with_a_line():
        fill_places(number)
    for due, deed in SWEEPS:
        numbers = due()
        db.session.rollback()
        done = sum([_one(number, deed) for number in numbers])
        if done:
            log.info("registrations swept", extra={"deed": deed.__name__, "count": done})


@jobs.task(lane=SHORT)
def fill_places(event_id: int) -> None:
    """Take back offers that have run out, and offer every free place to who waits longest."""
    while (event := db.session.get(Event, event_id)) is not None:
        expired = services.expire_offers(event, SOME)
        offered = services.offer_places(event, SOME)
        db.session.commit()
        if not expired and not offered:
            return
        log.info("places offered", extra={"event": event_id, "expired": expired, "offered": offered})


@event_changed.connect
def _hear_change(_sender: object, event: Event, changed: Sequence[str], **_more: object) -> None:
    """Offer what has become free, and write to people when time or place are other than before."""
    if {"capacity", "starts_at"} & set(changed):
        after_commit(fill_places, event.id)
    if TOLD & set(changed):
        after_commit(sweep)


@event_cancelled.connect
def _hear_cancellation(_sender: object, **_more: object) -> None:
    """Write to everybody who registered."""
    after_commit(sweep)


def _one(number: int, deed: Deed) -> bool:
    registration = db.session.get(Registration, number)
    done = registration is not None and deed(registration)
    db.session.commit()
    return done
