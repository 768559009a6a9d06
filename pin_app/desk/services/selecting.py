"""Pairs as a form names several of them: purpose, both profiles, and the version that was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pin_app.db import db
from pin_app.desk.services.decisions import Both
from pin_app.errors import PinError
from pin_app.introductions.services.stepping import hold_pair
from pin_app.matches.models import PURPOSES
from pin_app.profiles.models import Profile
from pin_app.typed import is_public_id

Deed = Callable[[Both, int], Any]
ACTS = ("assign", "postpone", "reject")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of several pairs."""

    both: Both
    expected: int

    @property
    def token(self) -> str:
        """The pair as a form names it."""
        return token(self.both.purpose, self.both.low.public_id, self.both.high.public_id, self.expected)


def token(purpose: str, low: str, high: str, version: int) -> str:
    """Return how a form names a pair."""
    return f"{purpose}~{low}~{high}~{version}"


def chosen(tokens: Iterable[str]) -> list[Chosen]:
    """Return the pairs that are named, in the order in which they are held; what names none is left out."""
    read = list(dict.fromkeys(filter(None, map(_read, tokens))))
    names = {name for _purpose, *both, _version in read for name in both}
    rows = db.session.scalars(select(Profile).where(Profile.public_id.in_(names))) if names else ()
    profiles = {profile.public_id: profile for profile in rows}
    found = []
    for purpose, low, high, version in read:
        if low in profiles and high in profiles:
            both = sorted((profiles[low], profiles[high]), key=lambda profile: profile.id)
            found.append(Chosen(Both(purpose, both[0], both[1]), version))
    return sorted(found, key=lambda one: (one.both.low.id, one.both.high.id, one.both.purpose))


def on_each(found: Sequence[Chosen], deed: Callable[[], Deed]) -> str:
    """Do something to each pair; returns on which it was refused and why, nothing when all is done.

    All profiles are held before anything is done, so that two who choose several never wait crosswise.
    """
    hold_pair(*{side.id: side for one in found for side in (one.both.low, one.both.high)}.values())
    name = ""
    try:
        do = deed()
        for one in found:
            name = f"{one.both.low.name} – {one.both.high.name}: "
            do(one.both, one.expected)
    except PinError as refusal:
        return f"{name}{refusal}"
    return ""


def _read(text: str) -> tuple[str, str, str, int] | None:
    purpose, _mark, rest = text[:80].partition("~")
    parts = rest.split("~")
    fits = purpose in PURPOSES and len(parts) == 3 and parts[0] != parts[1]
    named = fits and all(is_public_id(part) for part in parts)
    if not named or not parts[2].isdigit() or len(parts[2]) > 9:
        return None
    return purpose, parts[0], parts[1], int(parts[2])
