"""What the engine answers with."""

from __future__ import annotations

from dataclasses import dataclass

from matching.reasons import Reason


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A party proposed to another; all figures lie in [0, 1], None is a direction that cannot be judged."""

    party_id: str
    score: float
    forward: float | None
    backward: float | None
    reasons: tuple[Reason, ...] = ()
