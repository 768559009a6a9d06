"""Making an event and changing it: what it holds fits together, and nobody loses a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pin_app.access import is_organiser
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import asking, clocks, guards, queries
from pin_app.events.models import Event, EventOrganiser, ProgrammeItem
from pin_app.events.signals import event_changed

AGAIN_WITHIN = timedelta(minutes=1)
DETAILS = (
    "kind", "language", "titles", "summaries", "descriptions", "starts_at", "ends_at", "time_zone",
    "venue", "address", "city", "region", "country", "online_url",
    "capacity", "waiting_list", "offer_hours", "opens_at", "closes_at", "members_only", "listed",
    "sensitive",
)  # fmt: skip


def create(by: User, details: Mapping[str, Any]) -> Event:
    """Make a draft that this person organises."""
    if not is_organiser(by):
        raise PinError("event.not_organiser")
    event = Event(**_fitting(details), created_by=by)
    return begun(event, by)


def begun(event: Event, by: User) -> Event:
    """Keep a new draft with its first organiser; the same form sent again gives what it gave."""
    hold(by)
    if (same := queries.just_made(by, event, now() - AGAIN_WITHIN)) is not None:
        return same
    db.session.add(event)
    db.session.flush()
    db.session.add(EventOrganiser(event_id=event.id, user_id=by.id, added_by_id=by.id))
    record("event.created", event, actor=by, copied_from=event.copied_from_id)
    db.session.flush()
    return event


def change(event: Event, by: User, details: Mapping[str, Any], seen: str = "") -> list[str]:
    """Write other details into an event; its programme moves along. Returns what is other now.

    `seen` is the sequence of the event that the person looked at: what others wrote since stays.
    """
    hold(event)
    if event.state == "cancelled":
        raise PinError("event.is_cancelled")
    found = _fitting(details)
    changed = [name for name, value in found.items() if getattr(event, name) != value]
    if not changed:
        return []
    if seen and seen != str(event.sequence):
        raise PinError("event.changed_meanwhile")
    if "capacity" in changed:
        _keep_places(event, found["capacity"])
    moved = clocks.distance(event.starts_at, found["starts_at"], found["time_zone"])
    for name in changed:
        setattr(event, name, found[name])
    move_programme(event, queries.programme_of(event), moved)
    touch(event)
    record("event.changed", event, actor=by, fields=changed)
    event_changed.send(Event, event=event, by=by, changed=changed)
    return changed


def touch(event: Event) -> None:
    """Note that an event is other than it was, so that calendars take it over."""
    event.sequence += 1
    event.changed_at = now()
    db.session.flush()


def move_programme(event: Event, programme: Sequence[ProgrammeItem], by: timedelta) -> None:
    """Move the programme with the event by its clocks; refuse what would lie outside."""
    for item in programme:
        item.starts_at = clocks.shifted(item.starts_at, by, event.time_zone)
        item.ends_at = clocks.shifted(item.ends_at, by, event.time_zone)
    outside = sum(not is_inside(event, item.starts_at, item.ends_at) for item in programme)
    if outside:
        raise PinError("event.programme_outside", count=outside)


def is_inside(event: Event, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether a time lies inside the event."""
    return event.starts_at <= starts_at < ends_at <= event.ends_at


def _keep_places(event: Event, capacity: int | None) -> None:
    taken = asking.places_taken([event])[event.id]
    if capacity is not None and capacity < taken:
        raise PinError("event.capacity_taken", taken=taken)


def _fitting(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the details by their names; refuse those that do not go together."""
    found = {name: details[name] for name in DETAILS}
    guards.titled(found["titles"], found["language"])
    guards.period(found["starts_at"], found["ends_at"])
    guards.registration(found["opens_at"], found["closes_at"], found["ends_at"])
    guards.place(found["country"], found["online_url"])
    return found
