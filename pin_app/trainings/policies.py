"""Who may see a series, who runs it, and who may take its list home."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select

from pin_app.access import is_organiser, is_staff
from pin_app.db import db
from pin_app.events.models import Event, EventOrganiser
from pin_app.registrations.policies import is_own
from pin_app.trainings.models import Certificate, SeriesEvent, TrainingSeries


def may_see(user: Any, series: TrainingSeries) -> bool:
    """Everybody once it is published; before that who runs it."""
    return series.state == "published" or may_run(user, series)


def may_run(user: Any, series: TrainingSeries) -> bool:
    """Staff, and organisers of every date of the series; while it has none, who made it."""
    if is_staff(user):
        return True
    if not is_organiser(user):
        return False
    dates, organised, _ = _counted(user, series)
    return organised == dates if dates else series.created_by_id == user.id


def may_export(user: Any, series: TrainingSeries) -> bool:
    """Staff, and who may export the list of every date of the series."""
    if is_staff(user):
        return True
    if not is_organiser(user):
        return False
    dates, _, exported = _counted(user, series)
    return exported == dates > 0


def may_hold(user: Any, certificate: Certificate) -> bool:
    """The person whose registration it stands for, and who runs the series."""
    return is_own(user, certificate.registration) or may_run(user, certificate.series)


def is_open(event: Event) -> bool:
    """Whether a date is one that people can know of."""
    return event.state == "published"


def _counted(user: Any, series: TrainingSeries) -> tuple[int, int, int]:
    """How many dates there are, how many of them the person organises, and how many they may export."""
    theirs = and_(EventOrganiser.event_id == SeriesEvent.event_id, EventOrganiser.user_id == user.id)
    exported = func.count(EventOrganiser.event_id).filter(EventOrganiser.may_export)
    counted = select(func.count(SeriesEvent.event_id), func.count(EventOrganiser.event_id), exported)
    found = db.session.execute(
        counted.select_from(SeriesEvent)
        .outerjoin(EventOrganiser, theirs)
        .where(SeriesEvent.series_id == series.id)
    ).one()
    return found[0], found[1], found[2]
