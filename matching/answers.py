"""What an answer says of a fit, and how many are needed before anything is learned; plain, for pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WANTED: Final = frozenset(("interested", "saved", "accepted", "met"))
UNWANTED: Final = frozenset(("not_for_me", "declined"))
_SAYS_NOTHING_OF_FIT: Final = frozenset(("already_known",))

LEAST_ANSWERS: Final = 200
LEAST_OF_EACH: Final = 40
LEAST_PEOPLE: Final = 30
"""Before this much is known nothing is learned; `docs/matching.md` says what these numbers stand on."""


def label(answer: str, reason: str = "") -> int | None:
    """1 for an answer that wants the partner, 0 for one that does not, None for one that says neither.

    "Not now" is about the time, and of a partner whom one knows already the list was right.
    """
    if reason in _SAYS_NOTHING_OF_FIT or not (answer in WANTED or answer in UNWANTED):
        return None
    return int(answer in WANTED)


def still_needed(labels: Sequence[int], people: Sequence[object]) -> dict[str, int]:
    """How many answers, answers of the rarer kind and people are still to come; empty when enough."""
    wanted = sum(labels)
    needed = {
        "answers": LEAST_ANSWERS - len(labels),
        "of_each": LEAST_OF_EACH - min(wanted, len(labels) - wanted),
        "people": LEAST_PEOPLE - len(set(people)),
    }
    return {name: count for name, count in needed.items() if count > 0}
