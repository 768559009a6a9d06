"""What must be known before an event changes, and only rooms above can say: each registers at import.

@asking.counts_places
def taken(event_ids: Sequence[int]) -> Mapping[int, int]: …
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pin_app.events.models import Event, ProgrammeItem, Question

Counts = Callable[[Sequence[int]], Mapping[int, int]]
"""Takes numbers of events, returns how many places of each are taken (0 may be left out), in one query."""
OfQuestion = Callable[[Question], bool]
OfItem = Callable[[ProgrammeItem], bool]
OfEvent = Callable[[Event], bool]

_PLACES: list[Counts] = []
_ANSWERED: list[OfQuestion] = []
_AGREED: list[OfQuestion] = []
_ITEMS: list[OfItem] = []
_EVENTS: list[OfEvent] = []


def counts_places(count: Counts) -> Counts:
    """Have a room say how many places are taken, offered ones included."""
    _PLACES.append(count)
    return count


def knows_answers(rule: OfQuestion) -> OfQuestion:
    """Have a room say whether a question was ever answered, be it by somebody who cancelled since."""
    _ANSWERED.append(rule)
    return rule


def knows_consents(rule: OfQuestion) -> OfQuestion:
    """Have a room say whether anybody ever agreed to a consent question."""
    _AGREED.append(rule)
    return rule


def uses_items(rule: OfItem) -> OfItem:
    """Have a room say whether it keeps something about a point of the programme, such as who was there."""
    _ITEMS.append(rule)
    return rule


def uses_events(rule: OfEvent) -> OfEvent:
    """Have a room say whether it keeps something about an event that must not be lost with it."""
    _EVENTS.append(rule)
    return rule


def places_taken(events: Iterable[Event]) -> dict[int, int]:
    """Return how many places are taken at each of some events, by the event's number."""
    numbers = [event.id for event in events]
    counted = [count(numbers) for count in _PLACES] if numbers else []
    return {number: sum(found.get(number, 0) for found in counted) for number in numbers}


def is_answered(question: Question) -> bool:
    """Whether a question was answered, so that it may only be retired."""
    return any(rule(question) for rule in _ANSWERED) or is_agreed(question)


def is_agreed(question: Question) -> bool:
    """Whether somebody agreed to the words of a consent question, so that they stay as they are."""
    return any(rule(question) for rule in _AGREED)


def is_used(item: ProgrammeItem) -> bool:
    """Whether something is kept about a point of the programme."""
    return any(rule(item) for rule in _ITEMS)


def is_kept(event: Event) -> bool:
    """Whether something is kept about an event beyond what its organisers wrote."""
    return any(rule(event) for rule in _EVENTS)
