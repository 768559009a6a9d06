"""Which registrations: one by its address, those of a person or an event, those that wait or are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.accounts.models import User
from pin_app.db import UtcDateTime, db, now
from pin_app.events.models import Event, Question
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.knowing import place_of, time_of
from pin_app.registrations.limits import DAY_BEFORE, GUESTS_KEPT, WEEK_BEFORE
from pin_app.registrations.models import (
    HOLDING,
    STANDING,
    Registration,
    RegistrationConsent,
    RegistrationMail,
)
from pin_app.typed import is_public_id

PER_PAGE = 20
SWEPT = 500


def by_public_id(public_id: str) -> Registration | None:
    """Return the registration of an address with its event, None where there is none."""
    if not is_public_id(public_id):
        return None
    wanted = select(Registration).where(Registration.public_id == public_id)
    return db.session.scalar(wanted.options(joinedload(Registration.event)))


def by_request_key(event: Event, request_key: str) -> Registration | None:
    """Return what a form that is sent again has led to."""
    mine = (Registration.event_id == event.id, Registration.request_key == request_key)
    return db.session.scalar(select(Registration).where(*mine))


def standing_of(event: Event, email: str, name_key: str) -> Registration | None:
    """Return the registration of the same person that counts."""
    same = (Registration.email == email, Registration.name_key == name_key)
    return db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, *same, Registration.state.in_(STANDING))
    )


def standing_of_user(event: Event, user: User) -> Registration | None:
    """Return the registration of a member that counts."""
    mine = (Registration.event_id == event.id, Registration.state.in_(STANDING), belongs_to(user))
    return db.session.scalar(select(Registration).where(*mine).order_by(Registration.id).limit(1))


def belongs_to(user: User) -> ColumnElement[bool]:
    """Condition of the registrations that are a person's own; see policies.is_own."""
    own = Registration.user_id == user.id
    if user.confirmed_at is None:
        return own
    return or_(own, and_(Registration.user_id.is_(None), Registration.email == user.email))


def of_user(user: User, past: bool, page: int) -> Pagination:
    """Return a page of a person's registrations: what is to come, the next first, or what is over."""
    wanted = select(Registration).join(Registration.event).options(joinedload(Registration.event))
    when = Event.ends_at <= now() if past else Event.ends_at > now()
    order = Event.starts_at.desc() if past else Event.starts_at
    wanted = wanted.where(belongs_to(user), when).order_by(order, Registration.id)
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def coming_of_user(user: User, most: int | None = None) -> Sequence[Registration]:
    """Return a person's registrations that count and are not over, offered places and then the next first."""
    wanted = select(Registration).join(Registration.event).options(joinedload(Registration.event))
    wanted = wanted.where(belongs_to(user), Registration.state.in_(STANDING), Event.ends_at > now())
    order = ((Registration.state != "offered"), Event.starts_at, Registration.id)
    return db.session.scalars(wanted.order_by(*order).limit(most)).all()


def in_calendar(user: User, since: datetime, most: int) -> Sequence[Registration]:
    """Return a person's places at events that ended after a moment, and those lost with their event.

    Of two at one event the one that stands comes last, as the later entry of a calendar wins.
    """
    wanted = select(Registration).join(Registration.event).options(joinedload(Registration.event))
    called_off = and_(Registration.cancelled_by == "event", Event.state == "cancelled")
    kept = or_(Registration.state == "registered", called_off)
    wanted = wanted.where(belongs_to(user), Event.ends_at > since, kept)
    latest = wanted.order_by(Event.ends_at.desc(), Registration.state, Registration.id).limit(most)
    return db.session.scalars(latest).all()


def count_holding(event: Event) -> int:
    """How many places are taken, offered ones included."""
    return count_holding_of([event.id]).get(event.id, 0)


def count_holding_of(event_ids: Sequence[int]) -> Mapping[int, int]:
    """How many places are taken of each event, offered ones included."""
    taken = (Registration.event_id.in_(event_ids), Registration.state.in_(HOLDING))
    counted = select(Registration.event_id, func.count()).where(*taken).group_by(Registration.event_id)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def counts_of(event: Event) -> Mapping[str, int]:
    """How many registrations of an event are in which state."""
    counted = select(Registration.state, func.count()).where(Registration.event_id == event.id)
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(Registration.state))}


def count_waiting(event: Event) -> int:
    """How many people wait for a place."""
    waiting = (Registration.event_id == event.id, Registration.state == "waiting")
    return db.session.scalar(select(func.count()).where(*waiting)) or 0


def waiting_of(event: Event, most: int | None = None) -> Sequence[Registration]:
    """Return who waits for a place, who waits longest first."""
    waiting = (Registration.event_id == event.id, Registration.state == "waiting")
    wanted = select(Registration).where(*waiting).order_by(Registration.waiting_since, Registration.id)
    return db.session.scalars(wanted.limit(most)).all()


def place_in_line(registration: Registration) -> int:
    """Return at which place of the waiting list somebody stands, 1 for who is next."""
    earlier = or_(
        Registration.waiting_since < registration.waiting_since,
        and_(Registration.waiting_since == registration.waiting_since, Registration.id < registration.id),
    )
    ahead = (Registration.event_id == registration.event_id, Registration.state == "waiting", earlier)
    return 1 + (db.session.scalar(select(func.count()).where(*ahead)) or 0)


def overdue_offers(event: Event, most: int | None = None) -> Sequence[Registration]:
    """Return the offered places of an event that nobody has accepted in time."""
    late = (Registration.state == "offered", Registration.offered_until <= now())
    wanted = select(Registration).where(Registration.event_id == event.id, *late)
    ordered = wanted.order_by(Registration.offered_until, Registration.id).limit(most)
    return db.session.scalars(ordered).all()


def consents_of(registration: Registration, withdrawn: bool = False) -> Sequence[RegistrationConsent]:
    """Return the consents that stand; with `withdrawn` also those that were taken back."""
    wanted = select(RegistrationConsent).where(RegistrationConsent.registration_id == registration.id)
    if not withdrawn:
        wanted = wanted.where(RegistrationConsent.withdrawn_at.is_(None))
    return db.session.scalars(
        wanted.options(joinedload(RegistrationConsent.question)).order_by(RegistrationConsent.id)
    ).all()


def agreed(registration: Registration) -> dict[int, RegistrationConsent]:
    """Return the consents that stand, by the number of their question."""
    return {consent.question_id: consent for consent in consents_of(registration)}


def mailed_since(registration: Registration, template: str, moment: datetime) -> bool:
    """Whether a mail of a kind went to somebody since a moment."""
    wanted = select(RegistrationMail.mail_id).join(RegistrationMail.mail)
    mine = (RegistrationMail.registration_id == registration.id, OutgoingMail.template == template)
    return db.session.scalar(wanted.where(*mine, OutgoingMail.created_at > moment).limit(1)) is not None


def mails_of(registration: Registration, most: int = 50) -> Sequence[OutgoingMail]:
    """Return the mails that went to somebody, the newest first."""
    wanted = select(OutgoingMail).join(RegistrationMail, RegistrationMail.mail_id == OutgoingMail.id)
    wanted = wanted.where(RegistrationMail.registration_id == registration.id)
    return db.session.scalars(wanted.order_by(OutgoingMail.id.desc()).limit(most)).all()


def has_answers(question: Question) -> bool:
    """Whether anybody has ever answered a question."""
    answered = Registration.answers[question.public_id].as_string().is_not(None)
    wanted = select(Registration.id).where(Registration.event_id == question.event_id, answered)
    return db.session.scalar(wanted.limit(1)) is not None


def has_consents(question: Question) -> bool:
    """Whether anybody has ever agreed to a consent question."""
    given = select(RegistrationConsent.id).where(RegistrationConsent.question_id == question.id)
    return db.session.scalar(given.limit(1)) is not None


def any_of(event: Event) -> bool:
    """Whether anybody has ever registered for an event."""
    wanted = select(Registration.id).where(Registration.event_id == event.id)
    return db.session.scalar(wanted.limit(1)) is not None


def events_with_a_line() -> Sequence[int]:
    """Return the numbers of events where somebody waits or has an offer that has run out."""
    late = and_(Registration.state == "offered", Registration.offered_until <= now())
    coming = (Event.state == "published", Event.ends_at > now())
    wanted = select(Registration.event_id).join(Registration.event).where(*coming)
    line = wanted.where(or_(Registration.state == "waiting", late)).distinct()
    return db.session.scalars(line.order_by(Registration.event_id)).all()


def of_cancelled_events(most: int = SWEPT) -> Sequence[int]:
    """Return the numbers of registrations that still stand for an event that does not take place."""
    wanted = select(Registration.id).join(Registration.event)
    standing = (Event.state == "cancelled", Registration.state.in_(STANDING))
    return db.session.scalars(wanted.where(*standing).order_by(Registration.id).limit(most)).all()


def unaware_of_changes(most: int = SWEPT) -> Sequence[int]:
    """Return the numbers of registrations whose people know another time or place of an event to come."""
    coming = select(Event).where(Event.state == "published", Event.ends_at > now()).order_by(Event.id)
    found: list[int] = []
    for event in db.session.scalars(coming):
        other = or_(Registration.told_time != time_of(event), Registration.told_place != place_of(event))
        mine = (Registration.event_id == event.id, Registration.state.in_(STANDING), other)
        wanted = select(Registration.id).where(*mine).order_by(Registration.id).limit(most - len(found))
        found += db.session.scalars(wanted)
    return found


def unreminded(most: int = SWEPT) -> Sequence[int]:
    """Return the numbers of registrations with a place of which a reminder may be due."""
    soon = (Event.state == "published", Event.starts_at > now(), Event.starts_at <= now() + WEEK_BEFORE)
    wanted = select(Registration.id, Event.starts_at, _WRITTEN).join(Registration.event)
    rows = db.session.execute(wanted.where(*soon, Registration.state == "registered"))
    due = [row[0] for row in rows if row[2] < row[1] - _ahead(row[1])]
    return sorted(due)[:most]


def forgettable(most: int = SWEPT) -> Sequence[int]:
    """Return the numbers of guests' registrations that are to be made anonymous."""
    wanted = select(Registration.id).join(Registration.event).where(Event.ends_at <= now() - GUESTS_KEPT)
    guests = (Registration.user_id.is_(None), Registration.forgotten_at.is_(None))
    return db.session.scalars(wanted.where(*guests).order_by(Registration.id).limit(most)).all()


_WRITTEN = func.coalesce(Registration.reminded_at, Registration.registered_at, type_=UtcDateTime)


def _ahead(starts_at: datetime) -> timedelta:
    """How long before the start the reminder that is next should have gone out."""
    return DAY_BEFORE if starts_at - now() <= DAY_BEFORE else WEEK_BEFORE
