"""Filters that organisers keep and share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.attendees.models import AttendeeFilter
from pin_app.attendees.queries import kept
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.forms import clean_line, is_readable

NAME_MOST = 80
MOST_FILTERS = 50


def save(event: Event, name: str, arguments: Mapping[str, Any], by: User) -> AttendeeFilter:
    """Keep a filter under a name that no other filter of the event has."""
    typed = clean_line(name)[:NAME_MOST]
    if not is_readable(typed):
        raise PinError("attendees.no_filter_name")
    present = kept.filters_of(event)
    if len(present) >= MOST_FILTERS:
        raise PinError("attendees.too_many_filters", most=MOST_FILTERS)
    if any(one.name.casefold() == typed.casefold() for one in present):
        raise PinError("attendees.filter_there")
    made = AttendeeFilter(event_id=event.id, name=typed, arguments=dict(arguments), by_id=by.id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise PinError("attendees.filter_there") from None
    return made


def delete(found: AttendeeFilter) -> None:
    """Forget a filter."""
    db.session.delete(found)
    db.session.flush()
