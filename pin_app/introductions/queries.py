"""Which introductions: one by its address, those of a pair or a person, those that wait or are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.introductions.limits import CAPACITY, MONTH, PAUSE_OF_PAIR, REMIND_AFTER
from pin_app.introductions.models import Introduction, IntroductionMail, IntroductionStep
from pin_app.introductions.states import BEFORE_ASKING, CLOSED, CONTACT, STANDING, WAITING
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile, ProfileMember
from pin_app.typed import is_public_id

PER_PAGE = 20
VIEWS = {"open": (*BEFORE_ASKING, *WAITING), "made": CONTACT, "past": CLOSED}


def by_public_id(public_id: str) -> Introduction | None:
    """Return the introduction of an address with both sides, None where there is none."""
    if not is_public_id(public_id):
        return None
    wanted = select(Introduction).where(Introduction.public_id == public_id)
    return db.session.scalar(wanted.options(*WITH_SIDES))


def standing_between(first: Profile, second: Profile) -> Introduction | None:
    """Return the introduction of a pair that has not ended, whoever is asked first."""
    low, high = sorted((first.id, second.id))
    return standing_pair(low, high)


def ever_between(first: Profile, second: Profile) -> bool:
    """Whether there is an introduction of a pair, also one that has ended."""
    low, high = sorted((first.id, second.id))
    pair = (Introduction.low_id == low, Introduction.high_id == high)
    return db.session.scalar(select(Introduction.id).where(*pair).limit(1)) is not None


def standing_pair(low: int, high: int) -> Introduction | None:
    """Return the introduction of two profiles by number that has not ended."""
    pair = (Introduction.low_id == low, Introduction.high_id == high)
    return db.session.scalar(select(Introduction).where(*pair, Introduction.state.in_(STANDING)))


def paused_until(first: Profile, second: Profile) -> datetime | None:
    """Return until when a pair that was asked before is left in peace; None when it may be tried now."""
    ended = select(func.max(Introduction.closed_at)).where(
        _pair(first, second), Introduction.state.in_(CLOSED), Introduction.first_asked_at.is_not(None)
    )
    last = db.session.scalar(ended)
    return last + PAUSE_OF_PAIR if last and last + PAUSE_OF_PAIR > now() else None


def room_left(profile: Profile) -> int:
    """How many more introductions the profile may be asked about this month."""
    return (CAPACITY if profile.capacity is None else profile.capacity) - asked_since(profile, now() - MONTH)


def asked_since(profile: Profile, moment: datetime) -> int:
    """How often a profile was asked since a moment."""
    as_first = and_(Introduction.first_id == profile.id, Introduction.first_asked_at > moment)
    as_second = and_(Introduction.second_id == profile.id, Introduction.second_asked_at > moment)
    return db.session.scalar(select(func.count(Introduction.id)).where(or_(as_first, as_second))) or 0


def open_requests(profile: Profile) -> int:
    """How many requests of a profile staff have not decided on yet."""
    return _count_requests(profile, Introduction.state.in_(BEFORE_ASKING))


def requests_since(profile: Profile, moment: datetime) -> int:
    """How many introductions a profile asked for since a moment."""
    return _count_requests(profile, Introduction.created_at > moment)


def standing_of(profile_id: int) -> Sequence[Introduction]:
    """Return the introductions of a profile that have not ended."""
    side = or_(Introduction.first_id == profile_id, Introduction.second_id == profile_id)
    wanted = select(Introduction).where(side, Introduction.state.in_(STANDING)).order_by(Introduction.id)
    return db.session.scalars(wanted.options(*WITH_SIDES)).all()


def of_user(user: User, view: str, page: int = 1) -> Pagination:
    """Return a page of what a person knows of: what waits for the person first, then the newest."""
    wanted = _known_to(user).where(Introduction.state.in_(VIEWS[view])).options(*WITH_SIDES)
    order = (_asked(user).desc(), Introduction.changed_at.desc(), Introduction.id.desc())
    return db.paginate(wanted.order_by(*order), page=page, per_page=PER_PAGE, error_out=False)


def counts_of(user: User) -> dict[str, int]:
    """How many introductions a person knows of, by view."""
    known = _known_to(user).with_only_columns(Introduction.state, func.count()).group_by(Introduction.state)
    by_state = {row[0]: row[1] for row in db.session.execute(known)}
    return {view: sum(by_state.get(state, 0) for state in states) for view, states in VIEWS.items()}


def waiting_for(user: User, most: int = 10) -> Sequence[Introduction]:
    """Return the questions that wait for a person's answer, those that end first at the top."""
    wanted = select(Introduction).where(_asked(user)).options(*WITH_SIDES)
    return db.session.scalars(wanted.order_by(Introduction.expires_at, Introduction.id).limit(most)).all()


def known_of(profile: Profile) -> dict[int, Introduction]:
    """Return the standing introductions that a profile has heard of, by partner."""
    heard = or_(Introduction.first_asked_at.is_not(None), Introduction.origin == "member")
    as_first = and_(Introduction.first_id == profile.id, heard)
    as_second = and_(Introduction.second_id == profile.id, Introduction.second_asked_at.is_not(None))
    wanted = select(Introduction).where(Introduction.state.in_(STANDING), or_(as_first, as_second))
    rows = db.session.scalars(wanted.options(*WITH_SIDES)).all()
    return {(row.second_id if row.first_id == profile.id else row.first_id) or 0: row for row in rows}


def steps_of(introduction: Introduction) -> Sequence[IntroductionStep]:
    """Return what happened, in order."""
    mine = IntroductionStep.introduction_id == introduction.id
    people = (joinedload(IntroductionStep.user), joinedload(IntroductionStep.on_behalf_of))
    return db.session.scalars(
        select(IntroductionStep).where(mine).options(*people).order_by(IntroductionStep.id)
    ).all()


def last_step(introduction: Introduction) -> IntroductionStep | None:
    """Return the newest step."""
    mine = select(IntroductionStep).where(IntroductionStep.introduction_id == introduction.id)
    return db.session.scalar(mine.order_by(IntroductionStep.id.desc()).limit(1))


def mails_of(introduction: Introduction, template: str = "") -> Sequence[IntroductionMail]:
    """Return the mails that went out for an introduction, in order; of one template where named."""
    wanted = select(IntroductionMail).join(IntroductionMail.mail).options(joinedload(IntroductionMail.mail))
    wanted = wanted.where(IntroductionMail.introduction_id == introduction.id)
    wanted = wanted.where(OutgoingMail.template == template) if template else wanted
    return db.session.scalars(wanted.order_by(IntroductionMail.mail_id)).all()


def reported(page: int = 1) -> Pagination:
    """Return a page of introductions with a problem that staff have not looked into, the oldest first."""
    wanted = select(Introduction).where(Introduction.state == "reported").options(*WITH_SIDES)
    return db.paginate(
        wanted.order_by(Introduction.closed_at, Introduction.id),
        page=page,
        per_page=PER_PAGE,
        error_out=False,
    )


def count_reported() -> int:
    """How many problems wait for staff."""
    return db.session.scalar(select(func.count()).where(Introduction.state == "reported")) or 0


def overdue(most: int = 200) -> Sequence[Introduction]:
    """Return questions whose time has run out."""
    late = (Introduction.state.in_(WAITING), Introduction.expires_at < now())
    return db.session.scalars(select(Introduction).where(*late).order_by(Introduction.id).limit(most)).all()


def unreminded(most: int = 200) -> Sequence[Introduction]:
    """Return questions that wait for long and that nobody has been reminded of."""
    asked_before = now() - REMIND_AFTER
    waiting = or_(
        and_(
            Introduction.state == "first_asked",
            Introduction.first_answer == "",
            Introduction.first_asked_at < asked_before,
        ),
        and_(Introduction.state == "second_asked", Introduction.second_asked_at < asked_before),
    )
    wanted = select(Introduction).where(waiting, Introduction.reminded_at.is_(None))
    return db.session.scalars(wanted.order_by(Introduction.id).limit(most)).all()


def held_up(most: int = 200) -> Sequence[Introduction]:
    """Return those where the first has said yes and the second could not be asked yet."""
    waiting = (Introduction.state == "first_asked", Introduction.first_answer == "yes")
    return db.session.scalars(
        select(Introduction).where(*waiting).order_by(Introduction.id).limit(most)
    ).all()


def orphaned(most: int = 200) -> Sequence[Introduction]:
    """Return standing introductions of which a side was deleted."""
    gone = or_(Introduction.first_id.is_(None), Introduction.second_id.is_(None))
    wanted = select(Introduction).where(gone, Introduction.state.in_(STANDING))
    return db.session.scalars(wanted.order_by(Introduction.id).limit(most)).all()


WITH_SIDES = (
    joinedload(Introduction.first).joinedload(Profile.owner),
    joinedload(Introduction.second).joinedload(Profile.owner),
)


def _pair(first: Profile, second: Profile) -> ColumnElement[bool]:
    low, high = sorted((first.id, second.id))
    return and_(Introduction.low_id == low, Introduction.high_id == high)


def _count_requests(profile: Profile, *conditions: ColumnElement[bool]) -> int:
    mine = (Introduction.first_id == profile.id, Introduction.origin == "member")
    return db.session.scalar(select(func.count(Introduction.id)).where(*mine, *conditions)) or 0


def _profiles_of(user: User) -> Any:
    owned = select(Profile.id).where(Profile.owner_id == user.id)
    return owned.union(select(ProfileMember.profile_id).where(ProfileMember.user_id == user.id))


def _asked(user: User) -> ColumnElement[bool]:
    """Condition under which an introduction waits for a person's answer."""
    mine, unanswered = _profiles_of(user), Introduction.first_answer == ""
    as_first = and_(Introduction.state == "first_asked", unanswered, Introduction.first_id.in_(mine))
    return or_(as_first, and_(Introduction.state == "second_asked", Introduction.second_id.in_(mine)))


def _known_to(user: User) -> Select[Any]:
    mine = _profiles_of(user)
    heard = or_(Introduction.first_asked_at.is_not(None), Introduction.origin == "member")
    as_first = and_(Introduction.first_id.in_(mine), heard)
    as_second = and_(Introduction.second_id.in_(mine), Introduction.second_asked_at.is_not(None))
    return select(Introduction).where(or_(as_first, as_second))
