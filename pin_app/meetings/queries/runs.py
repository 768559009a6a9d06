"""Timetables of an event, and the meetings in them: by place, by person, of those who may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.models import (
    STANDING,
    WORKING,
    Meeting,
    MeetingRun,
    MeetingSeat,
    MeetingSlot,
    MeetingTable,
)
from pin_app.registrations.models import Registration, RegistrationMail
from pin_app.typed import is_public_id

PER_PAGE = 20


def run(event_id: int, number: int) -> MeetingRun | None:
    """Return a timetable of an event by its number."""
    wanted = select(MeetingRun).where(MeetingRun.event_id == event_id, MeetingRun.number == number)
    return db.session.scalar(wanted.options(joinedload(MeetingRun.made_by))) if number < 2**31 else None


def runs_of(event_id: int, most: int = 20) -> Sequence[MeetingRun]:
    """Return the newest timetables of an event."""
    wanted = select(MeetingRun).where(MeetingRun.event_id == event_id).order_by(MeetingRun.number.desc())
    return db.session.scalars(wanted.options(joinedload(MeetingRun.made_by)).limit(most)).all()


def published(event_id: int) -> MeetingRun | None:
    """Return the timetable by which people go, None where there is none yet."""
    wanted = select(MeetingRun).where(MeetingRun.event_id == event_id, MeetingRun.state == "published")
    return db.session.scalar(wanted)


def working(event_id: int) -> MeetingRun | None:
    """Return the timetable that is being made."""
    wanted = select(MeetingRun).where(MeetingRun.event_id == event_id, MeetingRun.stage.in_(WORKING))
    return db.session.scalar(wanted)


def all_working() -> Sequence[MeetingRun]:
    """Return the timetables of all events that are being made."""
    wanted = select(MeetingRun).where(MeetingRun.stage.in_(WORKING))
    return db.session.scalars(wanted.order_by(MeetingRun.id)).all()


def untold() -> list[int]:
    """Return the published timetables of which not everybody concerned was told yet."""
    wanted = select(MeetingRun.id, MeetingRun.options).where(MeetingRun.state == "published")
    return [number for number, options in db.session.execute(wanted) if not options.get("told", True)]


def mailed_since(event_id: int, template: str, moment: datetime) -> set[int]:
    """Return to which registrations of an event a mail of a kind was written since a moment."""
    wanted = select(RegistrationMail.registration_id).join(RegistrationMail.mail)
    wanted = wanted.join(Registration, Registration.id == RegistrationMail.registration_id)
    mine = (Registration.event_id == event_id, OutgoingMail.template == template)
    return set(db.session.scalars(wanted.where(*mine, OutgoingMail.created_at >= moment)))


def next_number(event_id: int) -> int:
    """Return the number of the next timetable of an event."""
    wanted = select(func.max(MeetingRun.number)).where(MeetingRun.event_id == event_id)
    return (db.session.scalar(wanted) or 0) + 1


def meetings_of(run: MeetingRun, states: Sequence[str] = STANDING) -> Sequence[Meeting]:
    """Return the meetings of a timetable in the order of time and tables, with both sides."""
    wanted = select(Meeting).where(Meeting.run_id == run.id, Meeting.state.in_(states))
    return db.session.scalars(_in_order(wanted.options(*WHOLE))).all()


def page_of_meetings(run: MeetingRun, page: int) -> Pagination:
    """Return a page of a timetable's standing meetings."""
    wanted = select(Meeting).where(Meeting.run_id == run.id, Meeting.state.in_(STANDING)).options(*SIDES)
    return db.paginate(_in_order(wanted), page=page, per_page=PER_PAGE, error_out=False)


def meeting(event_id: int, public_id: str) -> Meeting | None:
    """Return a meeting of an event by its address."""
    if not is_public_id(public_id):
        return None
    wanted = select(Meeting).where(Meeting.public_id == public_id).join(Meeting.run)
    return db.session.scalar(wanted.where(MeetingRun.event_id == event_id).options(*WHOLE))


def any_meeting(public_id: str) -> Meeting | None:
    """Return a meeting of any event by its address, for staff."""
    if not is_public_id(public_id):
        return None
    return db.session.scalar(select(Meeting).where(Meeting.public_id == public_id).options(*WHOLE))


def agenda(registration_id: int, run: MeetingRun, states: Sequence[str] = STANDING) -> Sequence[Meeting]:
    """Return the meetings of one person in a timetable, in the order of time."""
    mine = or_(Meeting.first_id == registration_id, Meeting.second_id == registration_id)
    wanted = select(Meeting).where(Meeting.run_id == run.id, mine, Meeting.state.in_(states))
    return db.session.scalars(_in_order(wanted.options(*WHOLE))).all()


def agenda_of(registration: Registration) -> Sequence[Meeting]:
    """Return the meetings of one person by the published timetable."""
    run = published(registration.event_id)
    return agenda(registration.id, run) if run is not None else ()


def agendas_of_user(user_id: int) -> Sequence[Meeting]:
    """Return the meetings of all of a person's registrations by published timetables."""
    mine = select(Registration.id).where(Registration.user_id == user_id)
    side = or_(Meeting.first_id.in_(mine), Meeting.second_id.in_(mine))
    wanted = select(Meeting).where(MeetingRun.state == "published", side, Meeting.state.in_(STANDING))
    return db.session.scalars(_in_order(wanted.join(Meeting.run).options(*WHOLE))).all()


def known_before(registration_id: int) -> Sequence[Meeting]:
    """Return the meetings of one person by all timetables that ever were in force, the newest last."""
    mine = or_(Meeting.first_id == registration_id, Meeting.second_id == registration_id)
    wanted = select(Meeting).join(Meeting.run).where(mine, MeetingRun.published_at.is_not(None))
    return db.session.scalars(wanted.order_by(MeetingRun.published_at, Meeting.id).options(*WHOLE)).all()


def counted(run: MeetingRun, ids: Iterable[int]) -> dict[int, int]:
    """Return how many meetings some people have in a timetable; who has none is left out."""
    wanted = select(MeetingSeat.registration_id, func.count()).where(
        MeetingSeat.run_id == run.id, MeetingSeat.registration_id.in_(list(ids))
    )
    rows = db.session.execute(wanted.group_by(MeetingSeat.registration_id))
    return dict(rows.all())


def seats_of(run: MeetingRun, ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the slots in which some people sit somewhere, by registration."""
    wanted = select(MeetingSeat.registration_id, MeetingSeat.slot_id)
    found: dict[int, set[int]] = {}
    mine = (MeetingSeat.run_id == run.id, MeetingSeat.registration_id.in_(list(ids)))
    for person, slot in db.session.execute(wanted.where(*mine)):
        found.setdefault(person, set()).add(slot)
    return found


def how_many(run_ids: Iterable[int]) -> dict[int, int]:
    """Return how many meetings stand in some timetables."""
    wanted = select(Meeting.run_id, func.count()).where(
        Meeting.run_id.in_(list(run_ids)), Meeting.state.in_(STANDING)
    )
    return dict(db.session.execute(wanted.group_by(Meeting.run_id)).all())


def seated(run: MeetingRun, slot: MeetingSlot) -> set[int]:
    """Return who sits somewhere in a slot."""
    wanted = select(MeetingSeat.registration_id)
    return set(db.session.scalars(wanted.where(MeetingSeat.run_id == run.id, MeetingSeat.slot_id == slot.id)))


def taken_tables(run: MeetingRun, slot: MeetingSlot) -> set[int]:
    """Return the tables at which somebody sits in a slot."""
    mine = (Meeting.run_id == run.id, Meeting.slot_id == slot.id, Meeting.state.in_(STANDING))
    return set(db.session.scalars(select(Meeting.table_id).where(*mine)))


def opened_in(run: MeetingRun) -> Sequence[Meeting]:
    """Return the meetings to which somebody did not come, in the order of time."""
    wanted = select(Meeting).where(Meeting.run_id == run.id, Meeting.state == "no_show")
    return db.session.scalars(_in_order(wanted.options(*WHOLE))).all()


def places_of(run: MeetingRun) -> Sequence[tuple[int, int, int, int]]:
    """Return slot, number and both sides of the standing meetings of a timetable."""
    wanted = select(Meeting.slot_id, Meeting.id, Meeting.first_id, Meeting.second_id)
    return db.session.execute(wanted.where(Meeting.run_id == run.id, Meeting.state.in_(STANDING))).all()


def pairs_in(run: MeetingRun) -> set[tuple[int, int]]:
    """Return the pairs that meet in a timetable."""
    wanted = select(Meeting.first_id, Meeting.second_id)
    rows = db.session.execute(wanted.where(Meeting.run_id == run.id, Meeting.state.in_(STANDING)))
    return {(first, second) for first, second in rows}


def _in_order(wanted: Any) -> Any:
    joined = wanted.join(Meeting.slot).join(Meeting.table)
    return joined.order_by(MeetingSlot.starts_at, MeetingTable.position, Meeting.id)


SIDES = tuple(
    selectinload(side) for side in (Meeting.slot, Meeting.table, Meeting.first, Meeting.second)
)  # for pages, so that the store sorts narrow rows
WHOLE = (
    joinedload(Meeting.slot), joinedload(Meeting.table), joinedload(Meeting.first),
    joinedload(Meeting.second), joinedload(Meeting.run),
)  # fmt: skip
