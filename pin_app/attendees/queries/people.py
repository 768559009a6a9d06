"""The people of a list, chunk by chunk in its order, and what else is known of each chunk."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, Row, Select, any_, func, literal, select, tuple_

from pin_app import search
from pin_app.attendees.queries import facets
from pin_app.attendees.wanted import Wanted
from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.events.models import Event, Question
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.queries import held_by
from pin_app.registrations.models import STANDING, Registration, RegistrationConsent
from pin_app.typed import is_public_id

CHUNK = 1_000
MOST_WORDS = 6
Condition = ColumnElement[bool]
Person = Row[Any]
_BY = {
    "name": (Registration.name_key,),
    "registered": (Registration.registered_at,),
    "newest": (Registration.registered_at,),
    "organisation": (Registration.organisation, Registration.name_key),
    "country": (Registration.country, Registration.name_key),
}
_DOWNWARDS = ("newest",)


@dataclass(slots=True)
class More:
    """What is kept beside registrations, by their numbers: days and points at which people were, consents
    (given, taken back) by question, and how many meetings they held.
    """

    days: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    items: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    consents: dict[int, dict[int, tuple[datetime, datetime | None]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    met: dict[int, int] = field(default_factory=dict)


def rules(
    event: Event, questions: Iterable[Question], wanted: Wanted, *always: Condition
) -> tuple[Condition, ...]:
    """Return the conditions of a list; who cancelled is in it only when asked for by name."""
    known = facets.conditions(event, questions)
    asked = [known[facet](values) for facet, values in wanted.only.items() if facet in known]
    asked += [facets.negated(known[facet](values)) for facet, values in wanted.but.items() if facet in known]
    if "status" not in wanted.only:
        asked.append(Registration.state.in_(STANDING))
    asked += [_with_word(word) for word in wanted.words.split()[:MOST_WORDS]]
    return (Registration.event_id == event.id, *always, *asked)


def count(where: Sequence[Condition]) -> int:
    """How many people a list has."""
    return db.session.scalar(select(func.count()).select_from(Registration).where(*where)) or 0


def chunks(
    where: Sequence[Condition], order: str, names: Iterable[str], size: int = CHUNK
) -> Iterator[Sequence[Person]]:
    """Yield all people of a list in its order, with the named columns of their registrations.

    One statement whose rows come as they are asked for: sorting once costs less than seeking each chunk.
    """
    wanted = _select(where, order, names).execution_options(yield_per=size)
    yield from db.session.execute(wanted).partitions()


def beside(
    where: Sequence[Condition], order: str, names: Iterable[str], anchor: int, size: int, back: bool
) -> Sequence[Person]:
    """Return some people of a list after one of them, or before; from the beginning for an unknown one."""
    keys = _keys(order)
    at = db.session.execute(select(*keys).where(where[0], Registration.id == anchor)).one_or_none()
    wanted = _select(where, order, names, turned=back and at is not None)
    if at is not None:
        wanted = wanted.where(_beyond(keys, at, (order in _DOWNWARDS) != back))
    found = db.session.execute(wanted.limit(size)).all()
    return found[::-1] if back and at is not None else found


def anchor_of(event: Event, public_id: str) -> int:
    """Return the number of somebody of this event, 0 for others."""
    if not is_public_id(public_id):
        return 0
    mine = select(Registration.id).where(
        Registration.event_id == event.id, Registration.public_id == public_id
    )
    return db.session.scalar(mine) or 0


def more_of(ids: Sequence[int], needs: frozenset[str]) -> More:
    """Return what is kept beside some registrations, asking only for what is needed."""
    found = More()
    if "days" in needs:
        _add_days(found, ids)
    if "consents" in needs:
        _add_consents(found, ids)
    if "met" in needs:
        found.met = held_by(ids)
    return found


def has_meetings(event: Event) -> bool:
    """Whether a timetable of meetings was ever published for an event."""
    published = select(MeetingRun.id).where(MeetingRun.event_id == event.id, MeetingRun.state == "published")
    return db.session.scalar(published.limit(1)) is not None


def _add_days(found: More, ids: Sequence[int]) -> None:
    wanted = select(CheckIn.registration_id, CheckIn.day, CheckIn.item_id)
    for number, day, item in db.session.execute(wanted.where(_among(CheckIn.registration_id, ids))):
        if item is None:
            found.days[number].add(day)
        else:
            found.items[number].add(item)


def _add_consents(found: More, ids: Sequence[int]) -> None:
    kept = RegistrationConsent
    wanted = select(kept.registration_id, kept.question_id, kept.given_at, kept.withdrawn_at)
    rows = db.session.execute(wanted.where(_among(kept.registration_id, ids)).order_by(kept.id))
    for number, question, given, withdrawn in rows:
        before = found.consents[number].get(question)
        if before is None or before[1] is not None:  # one that stands is not hidden by an older one
            found.consents[number][question] = (given, withdrawn)


def _among(column: Any, ids: Sequence[int]) -> Condition:
    """The column is one of some numbers, sent as one value: a thousand values cost more than the rows."""
    found: Condition
    if db.engine.dialect.name == "postgresql":
        found = column == any_(literal(list(ids), ARRAY(Integer)))
        return found
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    found = column.in_(select(listed.c.value))
    return found


def _keys(order: str) -> tuple[Any, ...]:
    return (*_BY[order], Registration.id)


def _select(
    where: Sequence[Condition], order: str, names: Iterable[str], turned: bool = False
) -> Select[Any]:
    """The people with the named columns, their addresses, and last what the order is by."""
    keys = _keys(order)
    down = (order in _DOWNWARDS) != turned
    columns = [getattr(Registration, name) for name in dict.fromkeys(("public_id", *names))]
    labelled = [key.label(f"key_{place}") for place, key in enumerate(keys[:-1])]
    wanted = select(*columns, *labelled, Registration.id).where(*where)
    return wanted.order_by(*(key.desc() if down else key for key in keys))


def _beyond(keys: Sequence[Any], last: Sequence[Any], down: bool) -> Condition:
    here = tuple_(*keys)
    there = tuple_(*last, types=[key.type for key in keys])
    return here < there if down else here > there


def _with_word(word: str) -> Condition:
    """Condition of those whose name, organisation, address, reference or telephone holds a word."""
    folded = [part for part in search.indexed([word]).split() if part] or [word.casefold()]
    digits = "".join(sign for sign in word if sign.isdigit()).lstrip("0")
    places = [
        Registration.organisation.icontains(word, autoescape=True),
        Registration.email.contains(word.casefold(), autoescape=True),
        Registration.reference == word.upper(),
        *(Registration.name_key.contains(part, autoescape=True) for part in folded[:1]),
    ]
    if len(digits) > 3 and not any(sign.isalpha() for sign in word):
        places.append(Registration.phone.contains(digits))
    return _either(places)


def _either(places: Sequence[Condition]) -> Condition:
    found = places[0]
    for place in places[1:]:
        found = found | place
    return found


def combinations(where: Sequence[Condition], names: Sequence[str]) -> dict[tuple[str, ...], int]:
    """How many people of a list share each combination of some columns."""
    columns = [getattr(Registration, name) for name in names]
    rows = db.session.execute(select(*columns, func.count()).where(*where).group_by(*columns))
    return {tuple(row[:-1]): row[-1] for row in rows}
