"""Who runs an event: several people, never nobody."""

from __future__ import annotations

from pin_app.access import is_organiser
from pin_app.accounts import queries as accounts
from pin_app.accounts.models import User
from pin_app.accounts.services import canonical
from pin_app.audit.services import record
from pin_app.db import db, hold
from pin_app.errors import PinError
from pin_app.events import policies, queries
from pin_app.events.models import Event, EventOrganiser
from pin_app.events.showing import title_of
from pin_app.mail.services import path_to, queue

ORGANISERS_MOST = 20


def add_organiser(event: Event, by: User, email: str, may_export: bool) -> EventOrganiser:
    """Let somebody with an organiser's account run the event as well; who does already stays as they are."""
    hold(event)
    _may_give(event, by, may_export)
    person = accounts.by_email(canonical(email))
    if person is None or not person.active or not is_organiser(person):
        raise PinError("event.no_such_organiser")
    standing = queries.organisers_of(event)
    if already := [one for one in standing if one.user_id == person.id]:
        return already[0]
    if len(standing) >= ORGANISERS_MOST:
        raise PinError("event.too_many_organisers", most=ORGANISERS_MOST)
    added = EventOrganiser(event_id=event.id, user=person, may_export=may_export, added_by_id=by.id)
    db.session.add(added)
    db.session.flush()
    record("event.organiser_added", event, actor=by, user=person.id, may_export=may_export)
    _tell(added, by)
    return added


def remove_organiser(event: Event, by: User, user_id: int) -> None:
    """Take the event out of somebody's hands, unless it would be in nobody's."""
    hold(event)
    held = queries.organiser_of(event, user_id)
    if held is None:
        return
    if len(queries.organisers_of(event)) < 2:
        raise PinError("event.last_organiser")
    record("event.organiser_removed", event, actor=by, user=user_id)
    db.session.delete(held)
    db.session.flush()


def let_export(event: Event, by: User, user_id: int, may_export: bool) -> None:
    """Give somebody the right to take the list home, or take it back."""
    hold(event)
    _may_give(event, by, may_export)
    held = queries.organiser_of(event, user_id)
    if held is not None and held.may_export != may_export:
        held.may_export = may_export
        record("event.export_right", event, actor=by, user=user_id, may_export=may_export)
        db.session.flush()


def _tell(added: EventOrganiser, by: User) -> None:
    """Write to somebody who runs an event from now on."""
    event, person = added.event, added.user
    if person.id != by.id:
        queue(
            "event_organiser_added",
            to=person.email,
            language=person.language,
            who=by.name,
            title=title_of(event, person.language),
            may_export=added.may_export,
            link=path_to("events.manage", public_id=event.public_id),
        )


def _may_give(event: Event, by: User, may_export: bool) -> None:
    if may_export and not policies.may_export(by, event):
        raise PinError("event.no_export_right")
