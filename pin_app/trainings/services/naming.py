"""One person with one name: what was corrected at one date is written at the other dates as well."""

from __future__ import annotations

from collections.abc import Sequence

from pin_app.accounts.models import User
from pin_app.db import hold
from pin_app.registrations.models import Registration
from pin_app.registrations.services.changing import rename
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries


def join_names(series: TrainingSeries, registration: Registration, other: str, by: User) -> int:
    """Write the name of a registration where the same person stands under another name; returns how often.

    `other` is one of those registrations. A name alone makes nobody the same person: an organiser says so.
    """
    hold(series)
    found = queries.named_otherwise(series, registration)
    names = {one.name_key for one in found if one.public_id == other}
    joined: Sequence[Registration] = [one for one in found if one.name_key in names]
    for one in sorted(joined, key=lambda one: one.event_id):
        rename(one, registration, by)
    return len(joined)
