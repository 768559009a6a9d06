"""What the engine answers with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matching.reasons import Reason

Explain = Callable[[int, int], tuple[Reason, ...]]
"""From the rows of two parties to the reasons of their pair."""


class _Explained:
    """Room for what the reasons are worked out from."""

    __slots__ = ("_explain", "_mine", "_theirs")
    _explain: Explain
    _mine: int
    _theirs: int


@dataclass(frozen=True, slots=True)
class Suggestion(_Explained):
    """A party proposed to another; all figures lie in [0, 1], None is a direction that cannot be judged.

    Reasons that were not given are worked out when they are first looked at.
    """

    party_id: str
    score: float
    forward: float | None
    backward: float | None
    reasons: tuple[Reason, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """The reasons, when they are first looked at."""
        if name != "reasons":
            raise AttributeError(f"a suggestion has no {name!r}")
        object.__setattr__(self, "reasons", self._explain(self._mine, self._theirs))
        return self.reasons


_SLOTS = ("party_id", "score", "forward", "backward", "_explain", "_mine", "_theirs")
_NAME, _SCORE, _FORWARD, _BACKWARD, _EXPLAIN, _MINE, _THEIRS = (
    getattr(Suggestion, name).__set__ for name in _SLOTS
)


def explained_later(
    party_id: str,
    score: float,
    forward: float | None,
    backward: float | None,
    explain: Explain,
    mine: int,
    theirs: int,
) -> Suggestion:
    """A suggestion whose reasons follow from the rows of a pair; there are hundreds of thousands of them."""
    new = object.__new__(Suggestion)
    _NAME(new, party_id)
    _SCORE(new, score)
    _FORWARD(new, forward)
    _BACKWARD(new, backward)
    _EXPLAIN(new, explain)
    _MINE(new, mine)
    _THEIRS(new, theirs)
    return new
