"""What this room says when the room of events asks before it changes something, and in people's calendars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flask import url_for

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.events import asking, feeds
from pin_app.events.models import Event, Question
from pin_app.registrations import policies, queries
from pin_app.registrations.models import Registration


@asking.counts_places
def places_taken(event_ids: Sequence[int]) -> Mapping[int, int]:
    """How many places of events are taken, offered ones included."""
    return queries.count_holding_of(event_ids)


@asking.knows_answers
def is_answered(question: Question) -> bool:
    """Whether anybody has answered a question."""
    return queries.has_answers(question)


@asking.knows_consents
def is_agreed(question: Question) -> bool:
    """Whether anybody has agreed to a consent question."""
    return queries.has_consents(question)


@asking.uses_events
def is_used(event: Event) -> bool:
    """Whether anybody has registered for an event."""
    return queries.any_of(event)


@feeds.provide
def in_calendar(user: User) -> Iterable[feeds.Entry]:
    """What a person has registered for, also once it is over, and what does not take place after all."""
    for registration in queries.in_calendar(user, now() - feeds.KEPT, feeds.ENTRIES_MOST):
        path = url_for("registrations.show", public_id=registration.public_id)
        yield entry_of(registration, user.language, path)


def entry_of(registration: Registration, language: str, path: str = "") -> feeds.Entry:
    """Return what stands in a calendar for a registration: with the link where the place is sure."""
    has_place = policies.has_place(registration)
    entry = feeds.entry_of(registration.event, language, has_place=has_place, path=path)
    return replace(entry, cancelled=entry.cancelled or registration.state == "cancelled")
