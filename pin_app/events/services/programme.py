"""The points of a programme: inside the event, and kept where somebody was recorded at one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pin_app.db import db, hold
from pin_app.errors import PinError
from pin_app.events import asking, guards, queries
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.services.writing import is_inside

ITEMS_MOST = 200
DETAILS = ("starts_at", "ends_at", "titles", "speaker", "room", "check_in")


def add_item(event: Event, details: Mapping[str, Any]) -> ProgrammeItem:
    """Put a point on the programme; the very same one stands there once."""
    hold(event)
    found = _fitting(event, details)
    standing = queries.programme_of(event)
    if same := [item for item in standing if all(getattr(item, name) == found[name] for name in DETAILS)]:
        return same[0]
    if len(standing) >= ITEMS_MOST:
        raise PinError("event.too_many_items", most=ITEMS_MOST)
    item = ProgrammeItem(event_id=event.id, **found)
    db.session.add(item)
    db.session.flush()
    return item


def change_item(event: Event, item: ProgrammeItem, details: Mapping[str, Any]) -> None:
    """Write other details into a point of the programme."""
    hold(event)
    hold(item)
    for name, value in _fitting(event, details).items():
        setattr(item, name, value)
    db.session.flush()


def remove_item(event: Event, item: ProgrammeItem) -> None:
    """Take a point off the programme, unless somebody was recorded there."""
    hold(event)
    hold(item)
    if asking.is_used(item):
        raise PinError("event.item_is_used")
    db.session.delete(item)
    db.session.flush()


def _fitting(event: Event, details: Mapping[str, Any]) -> dict[str, Any]:
    if event.state == "cancelled":
        raise PinError("event.is_cancelled")
    found = {name: details[name] for name in DETAILS}
    guards.titled(found["titles"], event.language)
    if found["ends_at"] <= found["starts_at"]:
        raise PinError("event.ends_before_it_starts")
    if not is_inside(event, found["starts_at"], found["ends_at"]):
        raise PinError("event.item_is_outside")
    return found
