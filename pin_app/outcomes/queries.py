"""Which questions: due, unanswered, of a side; who is to be called; where two disagree; what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from pin_app.db import db
from pin_app.introductions.models import Introduction
from pin_app.introductions.queries import WITH_SIDES
from pin_app.introductions.states import CONTACT
from pin_app.mail.models import BouncingAddress, OutgoingMail
from pin_app.outcomes.calendar import LATEST, MISSED_AFTER, REMIND_AFTER, SILENT_AFTER, TRY_AGAIN_AFTER
from pin_app.outcomes.models import MONTHS, RESULTS, FollowUp, Outcome
from pin_app.profiles.models import Profile

PER_PAGE = 25
VIEWS = ("calls", "differ", "record")
UNSENT = ("bounced", "failed", "withheld")
FIGURES = ("amount_eur", "jobs", "jobs_contract", "jobs_security")


class Counted(NamedTuple):
    """What came of introductions after some months, for indicators; amounts in whole EUR."""

    months: int
    asked: int
    answered: int
    results: dict[str, int]
    figures: dict[str, int]


def by_number(number: int) -> FollowUp | None:
    """Return one question with its introduction, None where there is none."""
    return db.session.scalar(select(FollowUp).where(FollowUp.id == number).options(*_WHOLE))


def one(introduction: Introduction, side: str, months: int) -> FollowUp | None:
    """Return the question to one side after some months."""
    mine = (FollowUp.introduction_id == introduction.id, FollowUp.side == side, FollowUp.months == months)
    return db.session.scalar(select(FollowUp).where(*mine).options(*_WHOLE))


def of_introduction(introduction: Introduction) -> Sequence[FollowUp]:
    """Return all questions of an introduction, the first side first."""
    wanted = (
        select(FollowUp).where(FollowUp.introduction_id == introduction.id).options(joinedload(FollowUp.by))
    )
    return db.session.scalars(wanted.order_by(FollowUp.months, FollowUp.side)).all()


def standing(introduction: Introduction, side: str) -> FollowUp | None:
    """Return the newest question to a side that can be answered, or whose answer can be changed."""
    wanted = select(FollowUp).where(
        FollowUp.introduction_id == introduction.id,
        FollowUp.side == side,
        FollowUp.state.in_(("asked", "answered")),
    )
    return db.session.scalar(wanted.options(*_WHOLE).order_by(FollowUp.months.desc()).limit(1))


def outcomes_of(introduction: Introduction) -> dict[int, Outcome]:
    """Return what staff recorded, by months."""
    wanted = select(Outcome).where(Outcome.introduction_id == introduction.id).options(joinedload(Outcome.by))
    return {row.months: row for row in db.session.scalars(wanted.order_by(Outcome.months))}


def perhaps_due(moment: datetime, most: int = 200, after: int = 0) -> Sequence[Introduction]:
    """Return standing introductions some question of which may be due and is not put to both sides."""
    for_sides = func.coalesce(
        select(func.count(FollowUp.id)).where(FollowUp.introduction_id == Introduction.id).scalar_subquery(),
        0,
    )
    behind = or_(
        *(
            and_(Introduction.introduced_at <= moment - timedelta(days=28 * months), for_sides < 2 * place)
            for place, months in enumerate(MONTHS, start=1)
        )
    )
    young = Introduction.introduced_at > moment - LATEST
    wanted = select(Introduction).where(
        Introduction.state.in_(CONTACT), young, behind, Introduction.id > after
    )
    return db.session.scalars(wanted.options(*WITH_SIDES).order_by(Introduction.id).limit(most)).all()


def unreminded(moment: datetime, most: int = 200) -> Sequence[FollowUp]:
    """Return questions that wait for long and of which nobody was reminded."""
    late = (FollowUp.asked_at < moment - REMIND_AFTER, FollowUp.reminded_at.is_(None))
    return _of_state("asked", *late, most=most)


def forgotten(moment: datetime, most: int = 200) -> Sequence[FollowUp]:
    """Return questions to which no answer is awaited any more."""
    return _of_state("asked", FollowUp.asked_at < moment - MISSED_AFTER, most=most)


def ended(most: int = 200) -> Sequence[FollowUp]:
    """Return unanswered questions of introductions that have ended."""
    over = FollowUp.introduction.has(Introduction.state.not_in(CONTACT))
    return _of_state("asked", over, most=most)


def to_call(moment: datetime, page: int = 1) -> Pagination:
    """Return whom staff call: the silent, those without an address, and those whose mail comes back."""
    wanted = (
        _calls(moment)
        .options(*_WHOLE)
        .order_by(FollowUp.tried_at.is_not(None), FollowUp.asked_at, FollowUp.id)
    )
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def next_call(moment: datetime, after: FollowUp) -> FollowUp | None:
    """Return whom to call next."""
    others = _calls(moment).where(FollowUp.id != after.id).order_by(FollowUp.asked_at, FollowUp.id)
    found: FollowUp | None = db.session.scalar(others.limit(1))
    return found


def is_unreachable(follow_up: FollowUp) -> bool:
    """Whether our mails do not reach this side: none was written, or it came back."""
    mail = follow_up.mail
    if mail is None or mail.state in UNSENT:
        return True
    return bool(db.session.scalar(select(exists().where(BouncingAddress.address == mail.to_address.lower()))))


def differing(page: int = 1) -> Pagination:
    """Return answers of two sides that do not agree and of which staff have recorded no outcome yet."""
    return _page(_differing().options(*_WHOLE).order_by(FollowUp.answered_at, FollowUp.id), page)


def to_record(page: int = 1) -> Pagination:
    """Return answers that speak of a result of which staff have recorded no outcome yet, one a question."""
    return _page(_to_record().options(*_WHOLE).order_by(FollowUp.answered_at, FollowUp.id), page)


def waiting(moment: datetime) -> dict[str, int]:
    """Return how many questions stand on each of the lists of staff."""
    lists = dict(zip(VIEWS, (_calls(moment), _differing(), _to_record()), strict=True))
    counted = [select(func.count()).select_from(some.subquery()).scalar_subquery() for some in lists.values()]
    return dict(zip(lists, db.session.execute(select(*counted)).one(), strict=True))


def answers_of_many(introduction_ids: Iterable[int]) -> dict[tuple[int, int], dict[str, FollowUp]]:
    """Return questions by introduction and months, and in these by side."""
    found: dict[tuple[int, int], dict[str, FollowUp]] = {}
    wanted = select(FollowUp).where(FollowUp.introduction_id.in_(list(introduction_ids)))
    for row in db.session.scalars(wanted):
        found.setdefault((row.introduction_id, row.months), {})[row.side] = row
    return found


def counts() -> list[Counted]:
    """Return by months how many were asked and answered, and what staff recorded."""
    asked = select(FollowUp.months, func.count(), func.count(FollowUp.answered_at)).group_by(FollowUp.months)
    questions = {row[0]: (row[1], row[2]) for row in db.session.execute(asked)}
    sums = [func.coalesce(func.sum(getattr(Outcome, name)), 0) for name in FIGURES]
    kept = select(Outcome.months, Outcome.result, func.count(), *sums).group_by(
        Outcome.months, Outcome.result
    )
    rows = db.session.execute(kept).all()
    return [_counted(months, questions.get(months, (0, 0)), rows) for months in MONTHS]


_TOLD = ("agreement", "investment")
_WHOLE = (
    joinedload(FollowUp.profile).joinedload(Profile.owner),
    joinedload(FollowUp.mail),
    joinedload(FollowUp.introduction).options(*WITH_SIDES),
)


def _counted(months: int, questions: tuple[int, int], rows: Sequence[Any]) -> Counted:
    mine = [row for row in rows if row[0] == months]
    results = dict.fromkeys(RESULTS, 0) | {row[1]: row[2] for row in mine}
    figures = {name: int(sum(row[3 + place] for row in mine)) for place, name in enumerate(FIGURES)}
    return Counted(months, *questions, results, figures)


def _calls(moment: datetime) -> Any:
    silent = FollowUp.reminded_at < moment - SILENT_AFTER
    bounced = func.lower(OutgoingMail.to_address).in_(select(BouncingAddress.address))
    unreached = or_(FollowUp.mail_id.is_(None), OutgoingMail.state.in_(UNSENT), bounced)
    rested = or_(FollowUp.tried_at.is_(None), FollowUp.tried_at < moment - TRY_AGAIN_AFTER)
    wanted = select(FollowUp).outerjoin(OutgoingMail, OutgoingMail.id == FollowUp.mail_id)
    standing_ = FollowUp.introduction.has(Introduction.state.in_(CONTACT))
    return wanted.where(FollowUp.state == "asked", or_(silent, unreached), rested, standing_)


def _differing() -> Any:
    first, second = FollowUp, aliased(FollowUp)
    figures = [getattr(first, name) != getattr(second, name) for name in FIGURES]  # NULL says nothing
    wanted = select(first).join(second, _same_question(first, second))
    both = (first.side == "first", second.side == "second", _answered(first), _answered(second))
    return wanted.where(*both, or_(first.result != second.result, *figures), ~_recorded(first))


def _to_record() -> Any:
    second = aliased(FollowUp)
    earlier = exists().where(
        _same_question(FollowUp, second), second.id < FollowUp.id, _answered(second), second.result.in_(_TOLD)
    )
    told = (_answered(FollowUp), FollowUp.result.in_(_TOLD))
    return select(FollowUp).where(*told, ~_recorded(FollowUp), ~earlier)


def _of_state(state: str, *conditions: ColumnElement[bool], most: int) -> Sequence[FollowUp]:
    wanted = select(FollowUp).where(FollowUp.state == state, *conditions)
    return db.session.scalars(wanted.options(*_WHOLE).order_by(FollowUp.id).limit(most)).all()


def _same_question(first: Any, second: Any) -> Any:
    same = (first.introduction_id == second.introduction_id) & (first.months == second.months)
    return same & (first.id != second.id)


def _answered(row: Any) -> Any:
    return row.result != ""


def _recorded(row: Any) -> Any:
    return exists().where(Outcome.introduction_id == row.introduction_id, Outcome.months == row.months)


def _page(wanted: Any, page: int) -> Pagination:
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)
