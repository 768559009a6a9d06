"""What must be cleared up before a pair is asked; rooms above add their own questions to the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pin_app.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way of asking: a code, words for staff, and whose it is."""

    code: str
    sentence: Any
    profile_id: int


Gate = Callable[[Profile, str], Sequence[Problem]]
GATES: list[Gate] = []
"""Each gate takes one side and the purpose; staff may go on in spite of a problem with a written override."""


def problems(first: Profile, second: Profile, purpose: str) -> list[Problem]:
    """Return what stands in the way of introducing the two."""
    return [problem for gate in GATES for side in (first, second) for problem in gate(side, purpose)]
