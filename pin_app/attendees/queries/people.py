"""The people of a list, in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, and_, cast, false, func, or_, select, tuple_

from pin_app import search
from pin_app.attendees.queries import facets
from pin_app.attendees.queries.moments import in_utc
from pin_app.attendees.wanted import Wanted
from pin_app.db import db
from pin_app.events.models import Event, Question
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.queries import held_by
from pin_app.registrations.models import STANDING, Registration
from pin_app.typed import is_public_id

CHUNK = 1_000
CELLS = 50_000  # of a chunk at most, so that a list of many columns takes no more memory than one of few
MOST_WORDS = 6
Condition = ColumnElement[bool]
Person = Row[Any]
_BY = {
    "name": (Registration.name_order,),
    "registered": (Registration.registered_at,),
    "newest": (Registration.registered_at,),
    "organisation": (Registration.organisation_key, Registration.name_order),
    "country": (Registration.country, Registration.name_order),
    # By chance, and always the same: who knows somebody's secret could read the registration anyway.
    "shuffled": (Registration.link_secret,),
}
_DOWNWARDS = ("newest",)


def rules(
    event: Event, questions: Iterable[Question], wanted: Wanted, *always: Condition
) -> tuple[Condition, ...]:
    """Return the conditions of a list; who cancelled is in it only when asked for by name.

    Nobody has answered a question that was removed.
    """
    known = facets.conditions(event, questions)
    asked = [known[facet](values) if facet in known else false() for facet, values in wanted.only.items()]
    asked += [facets.negated(known[facet](values)) for facet, values in wanted.but.items() if facet in known]
    if "status" not in wanted.only:
        asked.append(Registration.state.in_(STANDING))
    asked += [_with_word(word) for word in wanted.words.split()[:MOST_WORDS]]
    return (Registration.event_id == event.id, *always, *asked)


def count(where: Sequence[Condition]) -> int:
    """How many people a list has."""
    return db.session.scalar(select(func.count()).select_from(Registration).where(*where)) or 0


def chunks(
    where: Sequence[Condition], order: str, names: Sequence[str], columns: int
) -> Iterator[Sequence[Person]]:
    """Yield all people of a list in its order: the named columns of their registrations, last their number.

    They come by the thousand, fewer at a time in a list of many columns.

    One statement whose rows come as they are asked for: sorting once costs less than seeking each chunk. The
    connection gives them as they are; the session would look at each, as if it held objects.
    """
    size = min(CHUNK, CELLS // max(columns, 1) + 1)
    wanted = _select(where, order, names).execution_options(yield_per=size)
    yield from db.session.connection().execute(wanted).partitions()


def beside(
    where: Sequence[Condition], order: str, names: Sequence[str], anchor: int, size: int, back: bool
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


def has_meetings(event: Event) -> bool:
    """Whether a timetable of meetings was ever published for an event."""
    published = select(MeetingRun.id).where(MeetingRun.event_id == event.id, MeetingRun.state == "published")
    return db.session.scalar(published.limit(1)) is not None


def meetings_held(event: Event, where: Sequence[Condition]) -> Counter[int]:
    """How many people of a list held each number of meetings."""
    if not has_meetings(event):
        return Counter({0: count(where)})
    ids = db.session.scalars(select(Registration.id).where(*where)).all()
    held = held_by(ids)
    return Counter(held.get(number, 0) for number in ids)


def _keys(order: str) -> tuple[Any, ...]:
    return (*_BY[order], Registration.id)


def _select(
    where: Sequence[Condition], order: str, names: Sequence[str], turned: bool = False
) -> Select[Any]:
    """The people with the named columns, and last their number; columns of the table, as rows cost less."""
    keys = _keys(order)
    down = (order in _DOWNWARDS) != turned
    wanted = select(*map(_column, names), _column("id")).where(*where)
    return wanted.order_by(*(key.desc() if down else key for key in keys))


def _column(name: str) -> ColumnElement[Any]:
    """A column by its name; answers and moments as texts, for they are read by the thousand."""
    found: ColumnElement[Any] = Registration.__table__.c[name]
    if name == "registered_at":
        return in_utc(found).label(name)
    return cast(found, Text).label(name) if name == "answers" else found


def _beyond(keys: Sequence[Any], last: Sequence[Any], down: bool) -> Condition:
    here = tuple_(*keys)
    there = tuple_(*last, types=[key.type for key in keys])
    return here < there if down else here > there


def _with_word(word: str) -> Condition:
    """Condition of those whose name, organisation, address, reference or telephone holds a word."""
    folded = search.indexed([word]).split() or [word.casefold()]
    digits = "".join(sign for sign in word if sign.isdigit()).lstrip("0")
    places = [
        Registration.organisation.icontains(word, autoescape=True),
        and_(*map(_in_organisation, folded)),
        Registration.email.contains(word.casefold(), autoescape=True),
        Registration.reference == word.upper(),
        and_(*(Registration.name_key.contains(part, autoescape=True) for part in folded)),
    ]
    if len(digits) > 3 and not any(sign.isalpha() for sign in word):
        places.append(Registration.phone.contains(digits))
    return or_(*places)


def _in_organisation(part: str) -> Condition:
    return Registration.organisation_key.contains(search.sortable(part), autoescape=True)


def combinations(where: Sequence[Condition], names: Sequence[str]) -> dict[tuple[str, ...], int]:
    """How many people of a list share each combination of some columns."""
    columns = [getattr(Registration, name) for name in names]
    rows = db.session.execute(select(*columns, func.count()).where(*where).group_by(*columns))
    return {tuple(row[:-1]): row[-1] for row in rows}
