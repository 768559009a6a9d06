"""Some people of a list at once, column by column, and what is kept of them elsewhere.

A column that is read as a whole costs a tenth of a question asked person by person.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Executable, Integer, Select, any_, func, literal, select

from pin_app.attendees.queries.moments import in_utc
from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.meetings.queries import held_by
from pin_app.registrations.models import RegistrationConsent

Kept = tuple[str, str | None]  # when a consent was given, and when it was taken back, as `in_utc` reads it


@dataclass(slots=True)
class More:
    """What is kept beside registrations, by their numbers.

    Who was there on which day, and since when; who was at which point of the programme; who said yes to which
    question; and how many meetings they held.
    """

    days: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))
    times: dict[date, dict[int, datetime]] = field(default_factory=lambda: defaultdict(dict))
    items: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    consents: dict[int, dict[int, Kept]] = field(default_factory=lambda: defaultdict(dict))
    met: dict[int, int] = field(default_factory=dict)


@dataclass
class Chunk:
    """Some people: the named columns of their registrations, and what is kept beside them."""

    columns: Mapping[str, Sequence[Any]]
    ids: Sequence[int]
    more: More

    @cached_property
    def answers(self) -> Sequence[Mapping[str, Any]]:
        """What each answered, read in one go."""
        texts = (text or "{}" for text in self.columns["answers"])
        found: list[Mapping[str, Any] | None] = json.loads(f"[{','.join(texts)}]")
        return [one or {} for one in found]


def chunk_of(names: Sequence[str], rows: Sequence[Sequence[Any]], needs: frozenset[str]) -> Chunk:
    """Return people whose rows begin with the named columns and end with their number."""
    turned = list(zip(*rows, strict=True)) or [()] * (len(names) + 1)
    return Chunk(dict(zip(names, turned, strict=False)), turned[-1], _more_of(turned[-1], needs))


def _more_of(ids: Sequence[int], needs: frozenset[str]) -> More:
    """Return what is kept beside some registrations, asking only for what is needed."""
    found = More()
    if "days" in needs:
        _add_days(found, ids)
    if "items" in needs:
        _add_items(found, ids)
    if "times" in needs:
        _add_times(found, ids)
    if "consents" in needs:
        _add_consents(found, ids)
    if "met" in needs:
        found.met = held_by(ids)
    return found


def _add_days(found: More, ids: Sequence[int]) -> None:
    for number, day in _rows(_of_days(ids, CheckIn.day)):
        found.days[day].add(number)


def _add_items(found: More, ids: Sequence[int]) -> None:
    wanted = select(CheckIn.registration_id, CheckIn.item_id)
    at_items = (CheckIn.item_id.is_not(None), _among(CheckIn.registration_id, ids))
    for number, item in _rows(wanted.where(*at_items)):
        found.items[item].add(number)


def _add_times(found: More, ids: Sequence[int]) -> None:
    for number, day, moment in _rows(_of_days(ids, CheckIn.day, CheckIn.first_at)):
        found.times[day][number] = moment


def _of_days(ids: Sequence[int], *columns: Any) -> Select[Any]:
    """Who was there on which day; SQLite would take few to be without a point, and look at all such scans."""
    without = CheckIn.item_id.is_(None)
    of_days = func.likely(without) if db.engine.dialect.name == "sqlite" else without
    return select(CheckIn.registration_id, *columns).where(of_days, _among(CheckIn.registration_id, ids))


def _add_consents(found: More, ids: Sequence[int]) -> None:
    kept = RegistrationConsent
    moments = (in_utc(kept.given_at), in_utc(kept.withdrawn_at))
    wanted = select(kept.registration_id, kept.question_id, *moments)
    wanted = wanted.where(_among(kept.registration_id, ids)).order_by(kept.id)
    for number, question, given, withdrawn in _rows(wanted):
        by_person = found.consents[question]
        before = by_person.get(number)
        if before is None or before[1] is not None:  # one that stands is not hidden by an older one
            by_person[number] = (given, withdrawn)


def _rows(wanted: Executable) -> Sequence[Any]:
    """Rows as they are: the session would look at each, as if it held objects."""
    return db.session.connection().execute(wanted).all()


def _among(column: Any, ids: Sequence[int]) -> ColumnElement[bool]:
    """The column is one of some numbers, sent as one value: a thousand values cost more than the rows."""
    found: ColumnElement[bool]
    if db.engine.dialect.name == "postgresql":
        found = column == any_(literal(list(ids), ARRAY(Integer)))
        return found
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    found = column.in_(select(listed.c.value))
    return found
