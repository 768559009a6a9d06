"""Who was scanned, who is there, and who was meant by a code or a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.checkin.models import CheckIn, Scan
from pin_app.db import db
from pin_app.events import asking
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.showing import local
from pin_app.registrations import finding
from pin_app.registrations.models import STANDING, Registration
from pin_app.typed import is_public_id

COUNTING = ("in", "again", "undone")  # results that say something about somebody's presence
PER_PAGE = 50
MOST_FOUND = 20
MOST_ON_PAPER = 100  # people on one page of a form


@dataclass(frozen=True, slots=True)
class Count:
    """How many are expected, and how many are there on a day, in all and in each session."""

    day: date
    registered: int
    there: int
    sessions: Sequence[tuple[ProgrammeItem, int]]


def sessions_of(event: Event, day: date | None = None) -> list[ProgrammeItem]:
    """Return the points of the programme at whose door people are checked in, by time."""
    wanted = select(ProgrammeItem).where(ProgrammeItem.event_id == event.id, ProgrammeItem.check_in)
    found = db.session.scalars(wanted.order_by(ProgrammeItem.starts_at, ProgrammeItem.id))
    return [item for item in found if day in (None, local(event, item.starts_at).date())]


def by_codes(event: Event, codes: Iterable[str]) -> dict[str, Registration]:
    """Return the registrations of this event by ticket and by reference."""
    asked = set(codes)
    meant = or_(Registration.ticket.in_(asked), Registration.reference.in_(asked))
    found = db.session.scalars(select(Registration).where(Registration.event_id == event.id, meant)).all()
    return {one.reference: one for one in found} | {one.ticket: one for one in found}


def by_words(event: Event, words: str) -> Sequence[Registration]:
    """Return who has every word in the name, organisation or reference, those with a place first."""
    order = (Registration.state != "registered", Registration.surname, Registration.given_name)
    wanted = select(Registration).where(Registration.event_id == event.id)
    fields = (Registration.organisation, Registration.reference)
    found = finding.holding(wanted.order_by(*order, Registration.id), words, fields, MOST_FOUND)
    people = db.session.scalars(select(Registration).where(Registration.id.in_(found)))
    return sorted(people, key=lambda one: found.index(one.id))


def scans_by_key(keys: Iterable[str]) -> dict[str, Scan]:
    """Return the scans that arrived already, of any event."""
    wanted = select(Scan).where(Scan.scan_key.in_(set(keys))).options(joinedload(Scan.registration))
    return {scan.scan_key: scan for scan in db.session.scalars(wanted)}


def trails(ids: Collection[int]) -> dict[int, list[Scan]]:
    """Return for each of these registrations the scans that count."""
    found: dict[int, list[Scan]] = defaultdict(list)
    counting = Scan.registration_id.in_(ids), Scan.result.in_(COUNTING)
    for scan in db.session.scalars(select(Scan).where(*counting).order_by(Scan.id)):
        found[scan.registration_id or 0].append(scan)
    return found


def check_ins_of(ids: Collection[int]) -> dict[int, list[CheckIn]]:
    """Return where each of these registrations was, day by day; who never was is left out."""
    found: dict[int, list[CheckIn]] = defaultdict(list)
    wanted = select(CheckIn).where(CheckIn.registration_id.in_(ids)).options(joinedload(CheckIn.item))
    for one in db.session.scalars(wanted.order_by(CheckIn.day, CheckIn.first_at, CheckIn.id)):
        found[one.registration_id].append(one)
    return found


def days_of(ids: Collection[int]) -> dict[int, list[date]]:
    """Return the days on which each of these registrations was there; who never was is left out."""
    return {
        number: [one.day for one in rows if one.item_id is None] for number, rows in check_ins_of(ids).items()
    }


def count(event: Event, day: date) -> Count:
    """Count who is expected and who is there on a day."""
    there = (
        select(CheckIn.item_id, func.count())
        .where(CheckIn.event_id == event.id, CheckIn.day == day)
        .group_by(CheckIn.item_id)
    )
    counted: dict[int | None, int] = {row[0]: row[1] for row in db.session.execute(there)}
    sessions = [(item, counted.get(item.id, 0)) for item in sessions_of(event, day)]
    return Count(day, number_expected(event), counted.get(None, 0), sessions)


def number_expected(event: Event) -> int:
    """Count who has a place."""
    return db.session.scalar(select(func.count()).select_from(_expected(event).subquery())) or 0


def expected(event: Event, page: int, per_page: int = PER_PAGE) -> Pagination:
    """Return who has a place, by name."""
    return db.paginate(_expected(event), page=page, per_page=per_page, error_out=False)


def all_expected(event: Event, first: int = 0, most: int | None = None) -> Sequence[Registration]:
    """Return who has a place, by name: everybody, or so many from one on."""
    return db.session.scalars(_expected(event).offset(first).limit(most)).all()


def expected_among(event: Event, public_ids: Collection[str]) -> Sequence[Registration]:
    """Return those of some people who have a place, by name."""
    known = [code for code in public_ids if is_public_id(code)]
    return db.session.scalars(_expected(event).where(Registration.public_id.in_(known[:MOST_ON_PAPER]))).all()


def number_there(event: Event) -> int:
    """Count who was checked in on any day."""
    return db.session.scalar(select(func.count()).select_from(_there(event).subquery())) or 0


def all_there(event: Event, first: int = 0, most: int | None = None) -> Sequence[Registration]:
    """Return who was checked in on any day, by name: everybody, or so many from one on."""
    return db.session.scalars(_there(event).offset(first).limit(most)).all()


def all_standing(event: Event) -> Sequence[Registration]:
    """Return everybody who has a place, waits for one or was offered one."""
    standing = Registration.event_id == event.id, Registration.state.in_(STANDING)
    return db.session.scalars(select(Registration).where(*standing).order_by(Registration.id)).all()


def latest(event: Event, most: int = 8) -> Sequence[Scan]:
    """Return the scans that arrived last."""
    return db.session.scalars(_scans(event).limit(most)).all()


def log(event: Event, page: int, result: str = "") -> Pagination:
    """Return every scan or those with one result, the latest first."""
    wanted = _scans(event).where(Scan.result == result) if result else _scans(event)
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def scan_of(event: Event, key: str) -> Scan | None:
    """Return the scan of a key at this event."""
    return db.session.scalar(_scans(event).where(Scan.scan_key == key))


@asking.uses_items
def door_was_used(item: ProgrammeItem) -> bool:
    """Whether anybody was scanned at the door of a point of the programme."""
    return bool(db.session.scalar(select(exists().where(Scan.item_id == item.id))))


@asking.uses_events
def was_scanned(event: Event) -> bool:
    """Whether anybody was scanned at an event."""
    return bool(db.session.scalar(select(exists().where(Scan.event_id == event.id))))


def _scans(event: Event) -> Select[Scan]:
    related = (joinedload(Scan.registration), joinedload(Scan.item), joinedload(Scan.by))
    return select(Scan).where(Scan.event_id == event.id).options(*related).order_by(Scan.id.desc())


def _expected(event: Event) -> Select[Registration]:
    wanted = select(Registration).where(Registration.event_id == event.id, Registration.state == "registered")
    return wanted.order_by(Registration.surname, Registration.given_name, Registration.id)


def _there(event: Event) -> Select[Registration]:
    came = select(CheckIn.registration_id).where(CheckIn.event_id == event.id, CheckIn.item_id.is_(None))
    order = (Registration.surname, Registration.given_name, Registration.id)
    return select(Registration).where(Registration.id.in_(came)).order_by(*order)
