"""One pair with all that staff want to know before they decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from pin_app.db import db
from pin_app.desk.models import Decision, Pair, PairEvent, PairNote
from pin_app.introductions.models import Introduction
from pin_app.introductions.queries import WITH_SIDES
from pin_app.matches.models import Suggestion, Verdict
from pin_app.profiles.models import Profile
from pin_app.typed import is_public_id

MOST_PAST = 6
Sides = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What happened between two profiles and around each, as the desk knows it."""

    pair: Pair | None
    decision: Decision | None
    events: Sequence[PairEvent]
    notes: Sequence[PairNote]
    suggestions: dict[int, Suggestion]  # by whose list it stands in
    verdicts: dict[int, Verdict]  # by who said it
    between: Sequence[Introduction]
    others: dict[int, list[Introduction]]  # of each side with somebody else, the newest first


def sides(public_ids: tuple[str, str]) -> tuple[Profile, Profile] | None:
    """Return the two profiles of an address, the lower number first; None where one is not there."""
    named = [name for name in public_ids if is_public_id(name)]
    wanted = select(Profile).where(Profile.public_id.in_(named)).options(joinedload(Profile.owner))
    found = db.session.scalars(wanted.order_by(Profile.id)).all()
    return (found[0], found[1]) if len(found) == 2 else None


def pair(purpose: str, low_id: int, high_id: int) -> Pair | None:
    """Return a pair as the engine sees it now, None where it suggests neither to the other."""
    return db.session.get(Pair, (purpose, low_id, high_id))


def decision(purpose: str, low_id: int, high_id: int) -> Decision | None:
    """Return what staff decided on a pair for a purpose."""
    same = (Decision.purpose == purpose, Decision.low_id == low_id, Decision.high_id == high_id)
    people = (joinedload(Decision.assigned_to), joinedload(Decision.changed_by))
    return db.session.scalar(select(Decision).where(*same).options(*people))


def last_event(of: Decision) -> PairEvent | None:
    """Return the newest act on a pair."""
    wanted = select(PairEvent).where(PairEvent.decision_id == of.id).options(joinedload(PairEvent.by))
    return db.session.scalar(wanted.order_by(PairEvent.id.desc()).limit(1))


def known(purpose: str, low: Profile, high: Profile) -> Known:
    """Return all of it in a fixed number of statements."""
    ids = (low.id, high.id)
    decided = decision(purpose, *ids)
    return Known(
        pair(purpose, *ids),
        decided,
        _events(decided) if decided else (),
        _notes(ids),
        _suggestions(purpose, ids),
        _verdicts(purpose, ids),
        _between(ids),
        _others(ids),
    )


def _events(of: Decision) -> Sequence[PairEvent]:
    wanted = select(PairEvent).where(PairEvent.decision_id == of.id).options(joinedload(PairEvent.by))
    return db.session.scalars(wanted.order_by(PairEvent.id.desc()).limit(20)).all()


def _notes(ids: Sides) -> Sequence[PairNote]:
    wanted = select(PairNote).where(PairNote.low_id == ids[0], PairNote.high_id == ids[1])
    newest = wanted.options(joinedload(PairNote.by)).order_by(PairNote.id.desc())
    return db.session.scalars(newest.limit(50)).all()


def _suggestions(purpose: str, ids: Sides) -> dict[int, Suggestion]:
    either = and_(Suggestion.profile_id.in_(ids), Suggestion.partner_id.in_(ids))
    rows = db.session.scalars(select(Suggestion).where(either, Suggestion.purpose == purpose))
    return {row.profile_id: row for row in rows}


def _verdicts(purpose: str, ids: Sides) -> dict[int, Verdict]:
    either = and_(Verdict.profile_id.in_(ids), Verdict.partner_id.in_(ids))
    rows = db.session.scalars(select(Verdict).where(either, Verdict.purpose == purpose))
    return {row.profile_id: row for row in rows}


def _between(ids: Sides) -> Sequence[Introduction]:
    same = (Introduction.low_id == ids[0], Introduction.high_id == ids[1])
    wanted = select(Introduction).where(*same).options(joinedload(Introduction.proposed_by))
    return db.session.scalars(wanted.order_by(Introduction.id.desc()).limit(MOST_PAST)).all()


def _others(ids: Sides) -> dict[int, list[Introduction]]:
    """Return the newest introductions of each side with others than this partner."""
    return {number: list(db.session.scalars(_of(number, ids))) for number in ids}


def _of(number: int, ids: Sides) -> Select[Introduction]:
    one = or_(Introduction.first_id == number, Introduction.second_id == number)
    both = and_(Introduction.low_id == ids[0], Introduction.high_id == ids[1])
    wanted = select(Introduction).where(one, ~both).options(*WITH_SIDES)
    return wanted.order_by(Introduction.id.desc()).limit(MOST_PAST)


def note(number: int) -> PairNote | None:
    """Return a note by its number."""
    return db.session.get(PairNote, number)
