"""Participants and their wishes: one person's, everybody's, and lists of those whom one may meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.db import db
from pin_app.meetings.models import (
    MeetingAbsence,
    MeetingParticipant,
    MeetingScore,
    MeetingSlot,
    MeetingWish,
)
from pin_app.registrations import finding
from pin_app.registrations.models import Registration
from pin_app.typed import is_public_id

PER_PAGE = 20


class Wishes(NamedTuple):
    """How many wishes somebody has, and how many others have for this person."""

    must: int = 0
    would: int = 0
    no: int = 0
    wanted_by: int = 0


def participant(registration: Registration) -> MeetingParticipant | None:
    """Return what a person said about meetings, None where nothing was said."""
    return db.session.get(MeetingParticipant, registration.id)


def taking_part(event_id: int) -> Select[Registration]:
    """Return the statement for registrations that have a place and take part in meetings."""
    return (
        select(Registration)
        .join(MeetingParticipant, MeetingParticipant.registration_id == Registration.id)
        .where(Registration.event_id == event_id, Registration.state == "registered")
        .where(MeetingParticipant.takes_part)
    )


def with_a_place(event_id: int) -> Sequence[Registration]:
    """Return everybody who has a place, in the order of their numbers."""
    wanted = select(Registration).where(Registration.event_id == event_id, Registration.state == "registered")
    return db.session.scalars(wanted.order_by(Registration.id)).all()


def participants_of(event_id: int) -> Sequence[Registration]:
    """Return everybody who takes part, in the order of their numbers."""
    return db.session.scalars(taking_part(event_id).order_by(Registration.id)).all()


def how_many(event_id: int) -> int:
    """How many take part."""
    counted = taking_part(event_id).with_only_columns(func.count())
    return db.session.scalar(counted) or 0


def page_of_participants(event_id: int, page: int) -> Pagination:
    """Return a page of those who take part, by organisation and name."""
    wanted = taking_part(event_id).order_by(*_BY_NAME)
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def others(registration: Registration, asked: str, wish: str, page: int) -> Pagination:
    """Return a page of those whom a person may meet: found by words, or those of whom one wish was said.

    Who fits best by the profiles comes first, then the alphabet.
    """
    low, high = MeetingScore.low_id, MeetingScore.high_id
    mine = or_(
        (low == registration.id) & (high == Registration.id),
        (high == registration.id) & (low == Registration.id),
    )
    wanted = taking_part(registration.event_id).where(Registration.id != registration.id)
    wanted = wanted.outerjoin(MeetingScore, mine).options(joinedload(Registration.profile))
    if asked:
        among, fields = taking_part(registration.event_id), (Registration.organisation, Registration.city)
        wanted = wanted.where(Registration.id.in_(finding.holding(among, asked, fields)))
    if wish:
        said = select(MeetingWish.other_id).where(
            MeetingWish.registration_id == registration.id, MeetingWish.wish == wish
        )
        wanted = wanted.where(Registration.id.in_(said))
    best = func.coalesce(MeetingScore.score, 0.0).desc()
    return db.paginate(wanted.order_by(best, *_BY_NAME), page=page, per_page=PER_PAGE, error_out=False)


def one_other(registration: Registration, public_id: str) -> Registration | None:
    """Return somebody whom a person may meet, by the address of the other's registration."""
    if not is_public_id(public_id):
        return None
    wanted = taking_part(registration.event_id).where(Registration.public_id == public_id)
    found = db.session.scalar(wanted)
    return None if found is None or found.id == registration.id else found


def one_at(event_id: int, public_id: str) -> Registration | None:
    """Return somebody who takes part, by the address of the registration."""
    if not is_public_id(public_id):
        return None
    return db.session.scalar(taking_part(event_id).where(Registration.public_id == public_id))


def found_at(event_id: int, asked: str, without: Iterable[int], page: int) -> Pagination:
    """Return a page of those who take part, but some, whom words find; everybody where none are given."""
    wanted = taking_part(event_id).where(Registration.id.not_in(list(without)))
    if asked:
        fields = (Registration.organisation, Registration.city)
        wanted = wanted.where(Registration.id.in_(finding.holding(wanted, asked, fields)))
    return db.paginate(wanted.order_by(*_BY_NAME), page=page, per_page=PER_PAGE, error_out=False)


def absences_of(registration: Registration) -> set[int]:
    """Return the numbers of the slots in which a person has no time."""
    wanted = select(MeetingAbsence.slot_id).where(MeetingAbsence.registration_id == registration.id)
    return set(db.session.scalars(wanted))


def absences_at(event_id: int) -> dict[int, set[int]]:
    """Return the slots in which people have no time, by registration."""
    wanted = select(MeetingAbsence.registration_id, MeetingAbsence.slot_id)
    found: dict[int, set[int]] = {}
    for person, slot in db.session.execute(
        wanted.join(MeetingSlot, MeetingSlot.id == MeetingAbsence.slot_id).where(
            MeetingSlot.event_id == event_id
        )
    ):
        found.setdefault(person, set()).add(slot)
    return found


def most_of(event_id: int) -> dict[int, int | None]:
    """Return how many meetings participants want at most, by registration; None where nothing was said."""
    wanted = taking_part(event_id).with_only_columns(Registration.id, MeetingParticipant.most)
    return dict(db.session.execute(wanted.order_by(Registration.id)).all())


def firms_at(event_id: int) -> dict[int, int | None]:
    """Return for which profile participants come, by registration."""
    wanted = taking_part(event_id).with_only_columns(Registration.id, Registration.profile_id)
    return dict(db.session.execute(wanted).all())


def wish(registration: Registration, other: Registration) -> MeetingWish | None:
    """Return what one person wished about another."""
    mine = (MeetingWish.registration_id == registration.id, MeetingWish.other_id == other.id)
    return db.session.scalar(select(MeetingWish).where(*mine))


def wishes_of(registration: Registration) -> dict[int, str]:
    """Return a person's wishes by the other's number."""
    wanted = select(MeetingWish.other_id, MeetingWish.wish)
    return dict(db.session.execute(wanted.where(MeetingWish.registration_id == registration.id)).all())


def wishes_at(event_id: int) -> dict[tuple[int, int], str]:
    """Return all wishes of an event by who wished and about whom."""
    wanted = select(MeetingWish.registration_id, MeetingWish.other_id, MeetingWish.wish)
    mine = Registration.event_id == event_id
    rows = db.session.execute(
        wanted.join(Registration, Registration.id == MeetingWish.registration_id).where(mine)
    )
    return {(who, whom): said for who, whom, said in rows}


def counted_wishes(ids: Iterable[int]) -> Mapping[int, Wishes]:
    """Return how many wishes some people have and receive, by registration."""
    some = list(ids)
    own = _grouped(MeetingWish.registration_id, MeetingWish.wish, some)
    wanted = _grouped(MeetingWish.other_id, MeetingWish.wish, some)
    return {
        number: Wishes(
            must=own.get((number, "must"), 0),
            would=own.get((number, "would"), 0),
            no=own.get((number, "no"), 0),
            wanted_by=wanted.get((number, "must"), 0) + wanted.get((number, "would"), 0),
        )
        for number in some
    }


def scores_at(event_id: int) -> dict[tuple[int, int], float]:
    """Return how well participants fit, by pairs of registrations in the order of their numbers."""
    wanted = select(MeetingScore.low_id, MeetingScore.high_id, MeetingScore.score)
    mine = Registration.event_id == event_id
    rows = db.session.execute(wanted.join(Registration, Registration.id == MeetingScore.low_id).where(mine))
    return {(low, high): score for low, high, score in rows}


def score_of(one: int, other: int) -> float:
    """Return how well two participants fit, 0 where nothing is known."""
    low, high = sorted((one, other))
    found = db.session.get(MeetingScore, (low, high))
    return found.score if found else 0.0


def _grouped(key: Any, said: Any, some: Sequence[int]) -> dict[tuple[int, str], int]:
    rows = db.session.execute(select(key, said, func.count()).where(key.in_(some)).group_by(key, said))
    return {(number, word): count for number, word, count in rows}


_BY_NAME = (
    func.lower(Registration.organisation), Registration.surname, Registration.given_name, Registration.id,
)  # fmt: skip
