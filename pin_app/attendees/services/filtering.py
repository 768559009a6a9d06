"""Filters that organisers keep and share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
    present = kept.filters_of(event)
    if len(present) >= MOST_FILTERS:
        raise PinError("attendees.too_many_filters", most=MOST_FILTERS)
    typed = _free_name(name, present)
    made = AttendeeFilter(event_id=event.id, name=typed, arguments=dict(arguments), by_id=by.id)
    with _one_of_a_name():
        db.session.add(made)
    return made


def rename(found: AttendeeFilter, name: str) -> None:
    """Give a filter another name, for all organisers of the event."""
    others = [one for one in kept.filters_of(found.event) if one.id != found.id]
    typed = _free_name(name, others)
    with _one_of_a_name():
        found.name = typed


def delete(found: AttendeeFilter) -> None:
    """Forget a filter."""
    db.session.delete(found)
    db.session.flush()


def _free_name(name: str, others: Iterable[AttendeeFilter]) -> str:
    typed = clean_line(name)[:NAME_MOST]
    if not is_readable(typed):
        raise PinError("attendees.no_filter_name")
    if any(one.name.casefold() == typed.casefold() for one in others):
        raise PinError("attendees.filter_there")
    return typed


@contextmanager
def _one_of_a_name() -> Iterator[None]:
    """Two clicks at the same moment do not make two filters of one name."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError:
        raise PinError("attendees.filter_there") from None
