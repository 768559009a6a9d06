"""Which events: one by its address, lists of them, those that a person runs, and what belongs to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.events.models import CalendarFeed, Event, EventOrganiser, ProgrammeItem, Question
from pin_app.typed import is_public_id

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of events is asked for; an empty word asks for nothing."""

    past: bool = False
    kind: str = ""
    where: str = ""  # place, online
    language: str = ""  # of the texts


def by_public_id(public_id: str) -> Event | None:
    """Return the event of an address, None where there is none."""
    if not is_public_id(public_id):
        return None
    return db.session.scalar(select(Event).where(Event.public_id == public_id))


def found(wanted: Wanted, page: int) -> Pagination:
    """Return the listed events that are wanted: to come, the next first, or past, the last first."""
    shown = select(Event).where(Event.listed, *_asked(wanted))
    if wanted.past:
        ended = shown.where(Event.state == "published", Event.ends_at <= now())
        return _page(ended.order_by(Event.starts_at.desc(), Event.id.desc()), page)
    to_come = shown.where(Event.state.in_(("published", "cancelled")), Event.ends_at > now())
    return _page(to_come.order_by(Event.starts_at, Event.id), page)


def coming(page: int) -> Pagination:
    """Return the published and listed events that have not ended, the next first."""
    shown = (Event.state == "published", Event.listed, Event.ends_at > now())
    return _page(select(Event).where(*shown).order_by(Event.starts_at, Event.id), page)


def next_few(most: int = 3) -> Sequence[Event]:
    """Return the next events for a page that only mentions them."""
    shown = (Event.state == "published", Event.listed, Event.starts_at > now())
    return db.session.scalars(
        select(Event).where(*shown).order_by(Event.starts_at, Event.id).limit(most)
    ).all()


def organised_by(user: User, page: int) -> Pagination:
    """Return the events that a person runs (staff: all), the latest first."""
    wanted = select(Event).order_by(Event.starts_at.desc(), Event.id.desc())
    if not is_staff(user):
        wanted = wanted.where(Event.id.in_(_run_by(user)))
    return _page(wanted, page)


def run_since(user: User, moment: datetime, most: int) -> Sequence[Event]:
    """Return the published events of which a person is named as an organiser that ended after a moment."""
    mine = select(Event).where(Event.id.in_(_run_by(user)), Event.published_at.is_not(None))
    mine = mine.where(Event.ends_at > moment).order_by(Event.starts_at.desc(), Event.id)
    return db.session.scalars(mine.limit(most)).all()


def run_next(user: User, most: int) -> Sequence[Event]:
    """Return the events not yet over of which a person is named as an organiser, the next first."""
    mine = select(Event).where(Event.id.in_(_run_by(user)), Event.ends_at > now())
    mine = mine.where(Event.state != "cancelled").order_by(Event.starts_at, Event.id)
    return db.session.scalars(mine.limit(most)).all()


def organisers_of(event: Event) -> Sequence[EventOrganiser]:
    """Return who runs an event, the first first."""
    wanted = select(EventOrganiser).where(EventOrganiser.event_id == event.id)
    wanted = wanted.options(joinedload(EventOrganiser.user))
    return db.session.scalars(wanted.order_by(EventOrganiser.added_at, EventOrganiser.user_id)).all()


def just_made(user: User, event: Event, since: datetime) -> Event | None:
    """Return a draft that a person has made since then and that begins and is called like another one."""
    same = (Event.created_by_id == user.id, Event.starts_at == event.starts_at, Event.created_at > since)
    wanted = select(Event).where(*same, Event.state == "draft").order_by(Event.id)
    alike = (one for one in db.session.scalars(wanted) if one.titles == event.titles)
    return next((one for one in alike if one.copied_from_id == event.copied_from_id), None)


def organiser_of(event: Event, user_id: int) -> EventOrganiser | None:
    """Return a person's part in an event, as it stands now."""
    mine = select(EventOrganiser).where(
        EventOrganiser.event_id == event.id, EventOrganiser.user_id == user_id
    )
    return db.session.scalar(mine.execution_options(populate_existing=True))


def programme_of(event: Event) -> Sequence[ProgrammeItem]:
    """Return the points of the programme in the order of time."""
    wanted = select(ProgrammeItem).where(ProgrammeItem.event_id == event.id)
    return db.session.scalars(
        wanted.order_by(ProgrammeItem.starts_at, ProgrammeItem.ends_at, ProgrammeItem.id)
    ).all()


def item_of(event: Event, public_id: str) -> ProgrammeItem | None:
    """Return one point of this event's programme; None for those of others."""
    if not is_public_id(public_id):
        return None
    mine = select(ProgrammeItem).where(ProgrammeItem.event_id == event.id)
    return db.session.scalar(mine.where(ProgrammeItem.public_id == public_id))


def questions_of(event: Event, retired: bool = False, anew: bool = False) -> Sequence[Question]:
    """Return the questions of the form in its order; with `retired` also those that are no longer asked.

    With `anew` also what this session had read before says what stands in the store now.
    """
    wanted = select(Question).where(Question.event_id == event.id)
    if not retired:
        wanted = wanted.where(Question.retired_at.is_(None))
    wanted = wanted.order_by(Question.position, Question.id).execution_options(populate_existing=anew)
    return db.session.scalars(wanted).all()


def question_of(event: Event, public_id: str) -> Question | None:
    """Return one question of this event; None for those of others."""
    if not is_public_id(public_id):
        return None
    mine = select(Question).where(Question.event_id == event.id)
    return db.session.scalar(mine.where(Question.public_id == public_id))


def feed_of(user: User) -> CalendarFeed | None:
    """Return the address of a person's calendar, as it stands now."""
    mine = select(CalendarFeed).where(CalendarFeed.user_id == user.id)
    return db.session.scalar(mine.execution_options(populate_existing=True))


def user_of_feed(token: str) -> User | None:
    """Return whose calendar has this secret address; nobody's where the account is closed."""
    if not (token.isascii() and token.isprintable() and len(token) <= 64):
        return None
    return db.session.scalar(
        select(User)
        .join(CalendarFeed, CalendarFeed.user_id == User.id)
        .where(CalendarFeed.token == token, User.active)
    )


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.kind:
        asked.append(Event.kind == wanted.kind)
    if wanted.where:
        asked.append(Event.country != "" if wanted.where == "place" else Event.online_url != "")
    if wanted.language:
        asked.append(Event.titles[wanted.language].as_string().is_not(None))
    return asked


def _run_by(user: User) -> Select[int]:
    return select(EventOrganiser.event_id).where(EventOrganiser.user_id == user.id)


def _page(wanted: Select[Event], page: int) -> Pagination:
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)
