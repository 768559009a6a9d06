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


def add_organiser(event: Event, by: User, email: str, may_export: bool, tell: bool = True) -> EventOrganiser:
    """Let somebody with an organiser's account run the event as well; who does already stays as they are.

    Without `tell` the caller writes to the person.
    """
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
    added = _added(event, by, person, may_export)
    if tell:
        tell_organiser(added.user, by, may_export, title_of(event, person.language), _page_of(event))
    return added


def share(event: Event, like: Event, by: User) -> None:
    """Let those who run one event run another one as well, with no more rights than who says so has."""
    hold(event)
    present = {held.user_id for held in queries.organisers_of(event)}
    for held in queries.organisers_of(like):
        if held.user_id not in present and held.user.active and is_organiser(held.user):
            _added(event, by, held.user, held.may_export and policies.may_export(by, event))


def remove_organiser(event: Event, by: User, user_id: int) -> None:
    """Take the event out of somebody's hands, unless it would be in nobody's."""
    hold(event)
    held = queries.organiser_of(event, user_id)
    if held is None:
        return
    if len(queries.organisers_of(event)) < 2:
        raise PinError("event.last_organiser")
    _keep_one_who_exports(event, held)
    record("event.organiser_removed", event, actor=by, user=user_id)
    db.session.delete(held)
    db.session.flush()


def let_export(event: Event, by: User, user_id: int, may_export: bool) -> None:
    """Give somebody the right to take the list home, or take it back."""
    hold(event)
    _may_give(event, by, may_export)
    held = queries.organiser_of(event, user_id)
    if held is not None and held.may_export != may_export:
        if not may_export:
            _keep_one_who_exports(event, held)
        held.may_export = may_export
        record("event.export_right", event, actor=by, user=user_id, may_export=may_export)
        db.session.flush()


def tell_organiser(person: User, by: User, may_export: bool, title: str, link: str) -> None:
    """Write to somebody who runs an event, or several under one title, from now on."""
    if person.id != by.id:
        queue(
            "event_organiser_added",
            to=person.email,
            language=person.language,
            who=by.name,
            title=title,
            may_export=may_export,
            link=link,
        )


def _added(event: Event, by: User, person: User, may_export: bool) -> EventOrganiser:
    added = EventOrganiser(event_id=event.id, user=person, may_export=may_export, added_by_id=by.id)
    db.session.add(added)
    db.session.flush()
    record("event.organiser_added", event, actor=by, user=person.id, may_export=may_export)
    return added


def _page_of(event: Event) -> str:
    return path_to("events.manage", public_id=event.public_id)


def _may_give(event: Event, by: User, may_export: bool) -> None:
    if may_export and not policies.may_export(by, event):
        raise PinError("event.no_export_right")


def _keep_one_who_exports(event: Event, leaving: EventOrganiser) -> None:
    """Refuse to leave nobody with the right to the list: none of them could give it to anybody again."""
    others = (held for held in queries.organisers_of(event) if held.user_id != leaving.user_id)
    if leaving.may_export and not any(held.may_export for held in others):
        raise PinError("event.last_export_right")
