"""Who may see an event, who runs it, and who may take its list home."""

from __future__ import annotations

from typing import Any

from pin_app.access import is_organiser, is_staff
from pin_app.db import db
from pin_app.events.models import Event, EventOrganiser


def may_see(user: Any, event: Event) -> bool:
    """Everybody once it was published, also after it was cancelled; before that who organises it."""
    return event.published_at is not None or may_organise(user, event)


def may_organise(user: Any, event: Event) -> bool:
    """Staff, and the organisers of this very event."""
    return is_staff(user) or _role_at(user, event) is not None


def may_export(user: Any, event: Event) -> bool:
    """Staff, and those of its organisers who were given this right."""
    held = _role_at(user, event)
    return is_staff(user) or (held is not None and held.may_export)


def _role_at(user: Any, event: Event) -> EventOrganiser | None:
    if not is_organiser(user):
        return None
    return db.session.get(EventOrganiser, (event.id, user.id))
