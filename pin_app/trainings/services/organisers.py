"""Who runs a series: an organiser of every date, added to or taken out of all of them at once."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.db import hold
from pin_app.errors import PinError
from pin_app.events import services as events
from pin_app.events.models import Event, EventOrganiser
from pin_app.events.showing import in_language
from pin_app.mail.services import path_to
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries


def add_organiser(series: TrainingSeries, by: User, email: str, may_export: bool) -> User:
    """Let somebody run every date, and with that the series, and write one mail; nothing happens twice."""
    before = {(held.event_id, held.user_id) for held in queries.organisers_in(series)}
    added = [_at(event, by, email, may_export) for event in _dates(series)]
    if not added:
        raise PinError("training.no_dates_to_run")
    person, title = added[0].user, in_language(series.titles, added[0].user.language, series.language)
    if any((held.event_id, held.user_id) not in before for held in added):
        link = path_to("trainings.manage", public_id=series.public_id)
        events.tell_organiser(person, by, may_export, title, link)
    return person


def remove_organiser(series: TrainingSeries, by: User, user_id: int) -> None:
    """Take every date out of somebody's hands, unless one would be in nobody's."""
    for event in _dates(series):
        events.remove_organiser(event, by, user_id)


def _at(event: Event, by: User, email: str, may_export: bool) -> EventOrganiser:
    return events.add_organiser(event, by, email, may_export, tell=False)


def _dates(series: TrainingSeries) -> list[Event]:
    """Return the dates in the order in which every act holds them."""
    hold(series)
    return sorted(queries.dates_of([series])[series.id], key=lambda event: event.id)
