"""Profiles that may be one party: found by keys that they share, compared by the engine, judged by staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, or_, select

from pin_app.db import db
from pin_app.doubles import LEAST, Record, blocking_keys, compare
from pin_app.profiles import queries
from pin_app.profiles.models import Identifier, PartyKey, PartyVerdict, Profile, Statement
from pin_app.profiles.versions import Version

KEY_MOST = 80  # characters of a key that are kept
SHARED_MOST = 60  # a key that more profiles share tells nothing
COMPARED_MOST = 30
SHOWN = 5
Numbers = Mapping[str, str]


class Alike(NamedTuple):
    """Another profile that may be the same party, why, and what staff said of the two."""

    profile: Profile
    score: float
    reasons: tuple[str, ...]
    verdict: PartyVerdict | None


def alike(version: Version, profile: Profile) -> list[Alike]:
    """Return the profiles most like one as its owner works on it, in a fixed number of questions."""
    numbers = queries.identifiers_of(profile)
    mine = record(version.profile, numbers, [one.text for one in version.statements])
    near = _near(profile.id, keys_of(mine), numbers.values())
    texts = queries.statements_of_many(near)
    theirs = _numbers([one.id for one in near.values()])
    said = verdicts(profile.id)
    found = []
    for number, other in near.items():
        candidate = compare(mine, record(other, theirs.get(number, {}), _texts(texts.get(number, []))))
        if candidate.score >= LEAST:
            found.append(Alike(other, candidate.score, candidate.reasons, said.get(number)))
    return sorted(found, key=lambda one: (-one.score, one.profile.id))[:SHOWN]


def record(profile: Profile, numbers: Numbers, texts: Iterable[str] = ()) -> Record:
    """Return what the engine looks at when it asks whether two profiles are one party."""
    return Record(
        id=str(profile.id),
        names=_said(profile.name, profile.legal_name, profile.contact_name),
        country=profile.country,
        places=_said(profile.city, profile.home_district),
        phones=_said(profile.phone),
        emails=_said(profile.email),
        websites=_said(profile.website),
        numbers=tuple(f"{scheme}:{value}" for scheme, value in numbers.items()),
        texts=_said(profile.about, *texts),
    )


def keys_of(found: Record) -> set[str]:
    """Return the keys of which two records of one party share at least one, as they are kept."""
    return {key[:KEY_MOST] for key in blocking_keys(found)}


def verdicts(number: int) -> dict[int, PartyVerdict]:
    """Return what staff said of a profile and others, by the number of the other."""
    mine = or_(PartyVerdict.low_id == number, PartyVerdict.high_id == number)
    rows = db.session.scalars(select(PartyVerdict).where(mine))
    return {row.high_id if row.low_id == number else row.low_id: row for row in rows}


def _near(number: int, keys: set[str], numbers: Iterable[str]) -> dict[int, Profile]:
    """Return other profiles that share a registration number, or the most keys which are not everybody's."""
    rare = select(PartyKey.key).where(PartyKey.key.in_(sorted(keys))).group_by(PartyKey.key)
    rare = rare.having(func.count() <= SHARED_MOST)
    shared = select(PartyKey.profile_id).where(PartyKey.key.in_(rare), PartyKey.profile_id != number)
    shared = shared.group_by(PartyKey.profile_id).order_by(func.count().desc(), PartyKey.profile_id.desc())
    same = select(Identifier.profile_id).where(
        Identifier.value.in_(sorted(numbers)), Identifier.profile_id != number
    )
    same = same.order_by(Identifier.profile_id.desc())
    near = [*db.session.scalars(same.limit(COMPARED_MOST)), *db.session.scalars(shared.limit(COMPARED_MOST))]
    wanted = select(Profile).where(Profile.id.in_(near), Profile.state != "draft")
    return {profile.id: profile for profile in db.session.scalars(wanted.order_by(Profile.id))}


def _numbers(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in db.session.scalars(select(Identifier).where(Identifier.profile_id.in_(ids))):
        found.setdefault(row.profile_id, {})[row.scheme] = row.value
    return found


def _texts(statements: Iterable[Statement]) -> list[str]:
    return [one.text for one in statements]


def _said(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
