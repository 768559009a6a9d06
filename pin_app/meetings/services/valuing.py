"""What a meeting of two is worth: what both wish, and how well their profiles fit. See docs/meetings.md."""

from __future__ import annotations

from pin_app.meetings.facts import MUST, WOULD
from pin_app.meetings.queries import people
from pin_app.registrations.models import Registration

WORTH = {"must": MUST, "would": WOULD}


def of_pair(first: Registration, second: Registration) -> float:
    """Return the value of a meeting of two participants; 0 where one of them said no."""
    wishes = people.wishes_of(first).get(second.id, ""), people.wishes_of(second).get(first.id, "")
    return worth(people.score_of(first.id, second.id), *wishes)


def worth(score: float, first_wish: str, second_wish: str) -> float:
    """Return the value of a meeting from the mutual score in [0, 1] and both wishes."""
    if "no" in (first_wish, second_wish):
        return 0.0
    return score + WORTH.get(first_wish, 0.0) + WORTH.get(second_wish, 0.0)
