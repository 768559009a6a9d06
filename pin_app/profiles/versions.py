"""Two versions of a profile: the one that staff have read, and the one on which its owner works."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import inspect

from pin_app.db import Base
from pin_app.profiles.models import InvestmentTerms, PendingChanges, Profile, Statement

Row = TypeVar("Row", bound=Base)
Values = dict[str, Any]
FIELDS = (
    "kind", "name", "legal_name", "about", "website", "country", "region", "city", "home_district", "sectors",
    "languages", "employees", "founded", "women_led",
)  # fmt: skip
STATED = ("intent", "text", "sectors")
TIMED = ("language", "expires_on")  # how and until when a text is read: never words, so they wait for nobody
TERMS = (
    "direction", "min_eur", "max_eur", "instruments", "sectors", "districts", "purpose", "jobs_expected",
    "horizon", "co_invest", "stage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """A profile with its offers, needs and terms as they stood or are to stand; never written to a store."""

    profile: Profile
    statements: Sequence[Statement]
    terms: InvestmentTerms | None


def worked_on(read: Version, pending: PendingChanges | None) -> Version:
    """Return the version of the owner: what staff have read with the waiting changes laid over it."""
    if pending is None:
        return read
    stated = [_over(one, pending.statements.get(str(one.id), {})) for one in read.statements]
    terms = read.terms
    if pending.terms:
        terms = _over(terms or InvestmentTerms(profile_id=read.profile.id), pending.terms)
    return Version(_over(read.profile, pending.fields), stated, terms)


def snapshot(version: Version) -> Values:
    """Return what others would read of a version, as plain values that can be kept and compared."""
    terms = {name: getattr(version.terms, name) for name in TERMS} if version.terms else {}
    return {
        "fields": {name: getattr(version.profile, name) for name in FIELDS},
        "statements": [_stated(one) for one in version.statements],
        "terms": terms,
    }


def digest(seen: Mapping[str, Any]) -> str:
    """Return a short name of a snapshot, so that a decision holds for what was looked at and nothing else."""
    plain = json.dumps(seen, sort_keys=True, ensure_ascii=True).encode()
    return hashlib.sha256(plain).hexdigest()[:32]


def is_same(first: object, second: object) -> bool:
    """Whether a value stays as it is; an empty list, text and nothing are all nothing."""
    return first == second or (first in (None, "", []) and second in (None, "", []))


def is_less(new: object, old: object) -> bool:
    """Whether a value says less than the one before or the same in another order: less is never held back."""
    if isinstance(new, list) and isinstance(old, list):
        return set(new) <= set(old)
    return new in (None, "")


def sort_out(
    row: object, wanted: Mapping[str, Any], waiting: Mapping[str, Any], needed: Collection[str] = ()
) -> tuple[Values, Values]:
    """Return what of the wanted values counts at once, and what waits, as does emptying what is `needed`."""
    at_once, waits = {}, dict(waiting)
    for name, value in wanted.items():
        old = getattr(row, name)
        waits.pop(name, None)
        if is_same(old, value):
            continue
        if name not in needed and is_less(value, old):
            at_once[name] = value
        else:
            waits[name] = value
    return at_once, waits


def _over(row: Row, values: Mapping[str, Any]) -> Row:
    """Return a row with other values: a copy that no session knows, the row itself where nothing differs."""
    if not values:
        return row
    held = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
    return type(row)(**held | dict(values))


def _stated(one: Statement) -> Values:
    until = one.expires_on.isoformat() if one.expires_on else None
    plain = {name: getattr(one, name) for name in ("id", "direction", *STATED, "language")}
    return plain | {"expires_on": until}
