"""Making an event, who runs it, and a calendar of one's own."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.events.models import Event, EventOrganiser
from tests.factories import events
from tests.factories.people import person
from tests.trust.deeds import Sent, deed

FORM = {
    "kind": "seminar", "language": "en", "en-title": "Trading", "time_zone": "Europe/Rome",
    "starts_on": "2027-05-12", "starts_hour": "09:00", "ends_on": "2027-05-12", "ends_hour": "17:30",
    "country": "IT", "city": "Brescia", "capacity": "80", "offer_hours": "24", "listed": "y",
}  # fmt: skip


def _event(by: User, state: str = "published") -> tuple[Event, str]:
    event = events.event(by, state=state)
    return event, f"/events/{event.public_id}/manage"


def _second(event: Event) -> User:
    other = person(role="organiser")
    db.session.add(EventOrganiser(event_id=event.id, user_id=other.id, may_export=False))
    return other


@deed("event.created", {"events": 1, "event_organisers": 1})
def create(_by: User) -> Sent:
    return Sent("/events/new", FORM)


@deed("event.created", {"events": 1, "event_organisers": 1})
def copy(by: User) -> Sent:
    _made, at = _event(by)
    return Sent(f"{at}/copy", {"starts_on": "2027-05-12", "starts_hour": "09:00"})


@deed("event.changed")
def change(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/edit", FORM, made)


@deed("event.published")
def publish(by: User) -> Sent:
    made, at = _event(by, "draft")
    return Sent(f"{at}/publish", {}, made)


@deed("event.cancelled")
def cancel(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/cancel", {"note": "Snow"}, made)


@deed("event.discarded", {"events": -1, "event_organisers": -1})
def discard(by: User) -> Sent:
    made, at = _event(by, "draft")
    return Sent(f"{at}/discard", {}, made)


@deed("event.organiser_added", {"event_organisers": 1, "outgoing_mails": 1})
def add_organiser(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/organisers", {"email": person(role="organiser").email}, made)


@deed("event.organiser_removed", {"event_organisers": -1})
def remove_organiser(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/organisers/{_second(made).id}/remove", {}, made)


@deed("event.export_right")
def let_export(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/organisers/{_second(made).id}/export", {"may": "yes"}, made)


@deed("event.question_added", {"event_questions": 1})
def add_question(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/questions/new/text", {"label-en": "What do you make?"}, made)


@deed("event.question_changed")
def change_question(by: User) -> Sent:
    made, at = _event(by)
    asked = events.question(made)
    return Sent(f"{at}/questions/{asked.public_id}", {"label-en": "What do you sell?"}, made)


@deed("event.question_moved")
def move_question(by: User) -> Sent:
    made, at = _event(by)
    events.question(made)
    asked = events.question(made, label="What do you sell?")
    return Sent(f"{at}/questions/{asked.public_id}/move", {"way": "up"}, made)


@deed("event.question_removed", {"event_questions": -1})
def remove_question(by: User) -> Sent:
    made, at = _event(by)
    return Sent(f"{at}/questions/{events.question(made).public_id}/remove", {}, made)


@deed("calendar.opened", {"calendar_feeds": 1})
def open_calendar(by: User) -> Sent:
    return Sent("/account/calendar", {}, by)
