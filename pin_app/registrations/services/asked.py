"""What this room says when the room of events asks before it changes something, and in people's calendars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask import url_for

from pin_app.accounts.models import User
from pin_app.events import asking, feeds
from pin_app.events.models import Event, Question
from pin_app.registrations import policies, queries


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
    """What a person has registered for and still counts."""
    for registration in queries.coming_of_user(user):
        if registration.state == "registered":
            path = url_for("registrations.show", public_id=registration.public_id)
            yield feeds.entry_of(
                registration.event, user.language, has_place=policies.has_place(registration), path=path
            )
