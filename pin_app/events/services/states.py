"""From a draft to a published event, and to a cancelled one."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import asking, guards
from pin_app.events.models import Event
from pin_app.events.services.writing import touch
from pin_app.events.signals import event_cancelled, event_published


def publish(event: Event, by: User) -> None:
    """Show a draft to everybody; said twice, it happens once."""
    hold(event)
    if event.state == "published":
        return
    if event.state != "draft":
        raise PinError("event.not_a_draft")
    if event.ends_at <= now():
        raise PinError("event.is_over")
    event.state, event.published_at = "published", now()
    record("event.published", event, actor=by)
    touch(event)
    event_published.send(Event, event=event, by=by)


def cancel(event: Event, by: User, note: str) -> None:
    """Call a published event off, with words to those who registered; said twice, it happens once."""
    hold(event)
    if event.state == "cancelled":
        return
    if event.state != "published":
        raise PinError("event.not_published")
    if event.ends_at <= now():
        raise PinError("event.is_over")
    event.state, event.cancelled_at, event.cancel_note = "cancelled", now(), guards.note(note)
    record("event.cancelled", event, actor=by)
    touch(event)
    event_cancelled.send(Event, event=event, by=by)


def discard(event: Event, by: User) -> None:
    """Delete a draft that nobody outside has seen."""
    hold(event)
    if event.published_at is not None:
        raise PinError("event.was_published")
    if asking.places_taken([event])[event.id] or asking.is_kept(event):
        raise PinError("event.has_registrations")
    record("event.discarded", event, actor=by)
    db.session.delete(event)
    db.session.flush()
