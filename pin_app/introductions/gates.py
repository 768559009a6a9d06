"""What must be cleared up before a pair is asked; staff may go on in spite of it with a written override."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from pin_app.claims.services import Problem as Missing
from pin_app.claims.services import gate
from pin_app.claims.words import TITLES, good_name
from pin_app.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way of asking: a code, words for staff, and whose it is."""

    code: str
    sentence: Any
    profile_id: int


Gate = Callable[[Profile, Profile, str], Sequence[Problem]]


def problems(first: Profile, second: Profile, purpose: str) -> list[Problem]:
    """Return what stands in the way of introducing the two."""
    return [problem for gate in GATES for problem in gate(first, second, purpose)]


def _claims(first: Profile, second: Profile, _purpose: str) -> list[Problem]:
    """Goods at risk: the claims that concern them must be at the level wanted."""
    names = {side.id: side.name for side in (first, second)}
    return [
        Problem(one.claim_code, _told(one, names[one.profile_id]), one.profile_id)
        for one in gate(first, second)
    ]


def _told(missing: Missing, name: str) -> str:
    return str(
        _(
            "%(name)s, %(claim)s: level %(level)s, wanted is %(wanted)s (%(good)s)",
            name=name,
            claim=TITLES[missing.claim_code],
            level=missing.level.sign,
            wanted=missing.wanted.sign,
            good=good_name(missing.good),
        )
    )


GATES: list[Gate] = [_claims]
"""Each gate looks at a pair and its purpose; rooms above add their own to the list."""
