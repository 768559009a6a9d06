"""Meetings at the demo's B2B day: slots, tables, and who wants to meet whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from itertools import permutations
from random import Random

from pin_app.accounts.models import User
from pin_app.accounts.queries import by_email
from pin_app.db import db, now
from pin_app.demo.events import ORGANISER
from pin_app.events import showing
from pin_app.events.models import Event
from pin_app.meetings.queries import people, setup
from pin_app.meetings.services import planning, wishing
from pin_app.registrations.models import Registration

TABLES, WISHES = 8, 5
LEAVES_EARLY = 6  # every so many people
LUNCH = time(12, 30), time(13, 30)


def fill(made: Iterable[Event]) -> int:
    """Set meetings up at each B2B day to come, and have people wish; returns how many take part."""
    by = by_email(ORGANISER)
    coming = [event for event in made if event.kind == "b2b_day" and event.starts_at > now()]
    return sum(_set_up(event, by, Random(7)) for event in coming) if by is not None else 0  # noqa: S311 -- the demo


def _set_up(event: Event, by: User, draw: Random) -> int:
    closes = event.starts_at - timedelta(days=2)
    planning.plan(event, by, now() - timedelta(days=20), closes, 20, 10, 6, feedback=True)
    days = showing.days_of(event)
    for day in sorted({days[0], days[-1]}):
        planning.lay_slots(event, by, day, time(10), time(16), LUNCH)
    planning.set_tables(event, by, [str(number) for number in range(1, TABLES + 1)])
    come = [one for one in people.with_a_place(event.id) if draw.random() < 0.85]
    late = [slot.id for slot in setup.slots_of(event.id)[-3:]]
    for number, one in enumerate(come):
        wishing.take_part(one, takes_part=True, away=() if number % LEAVES_EARLY else late)
    for one in come:
        _wish(one, [other for other in come if other.id != one.id], draw)
    _members_wish([one for one in come if one.profile_id is not None])
    db.session.flush()
    return len(come)


def _wish(one: Registration, others: list[Registration], draw: Random) -> None:
    for other in draw.sample(others, min(WISHES, len(others))):
        wishing.wish(one, other, draw.choices(("would", "must", "no"), (7, 2, 1))[0])


def _members_wish(members: Sequence[Registration]) -> None:
    """Let the demo's members, whose pages people open, want to meet each other."""
    for one, other in permutations(members, 2):
        wishing.wish(one, other, "would")
