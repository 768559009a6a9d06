"""How well participants fit by their profiles, as the engine sees it; all pairs, computed in the worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from sqlalchemy import delete, insert, select

from pin_app.db import db
from pin_app.matches import computing
from pin_app.meetings.models import MeetingScore
from pin_app.meetings.queries import people
from pin_app.registrations.models import Registration

PROFILES_MOST = 2_000  # all pairs of so many are compared in seconds
AT_ONCE = 2_000
Pairs = Mapping[tuple[int, int], float]


def refresh(event_id: int) -> int:
    """Compute the scores of an event's participants anew; ends transactions, so call it in a job.

    Only profiles that are published and agreed to be matched are compared. Returns how many pairs fit.
    """
    profiles = profiles_of(event_id)
    found = computing.among(sorted(profiles)[:PROFILES_MOST])
    rows = list(_rows(found, profiles))
    _forget(event_id)
    for start in range(0, len(rows), AT_ONCE):
        db.session.execute(insert(MeetingScore), rows[start : start + AT_ONCE])
    return len(rows)


def profiles_of(event_id: int) -> dict[int, list[int]]:
    """Return the registrations that take part, by their profile; several people may come for one firm."""
    wanted = people.taking_part(event_id).with_only_columns(Registration.profile_id, Registration.id)
    found: dict[int, list[int]] = {}
    for profile, registration in db.session.execute(wanted.order_by(Registration.id)):
        if profile is not None:
            found.setdefault(profile, []).append(registration)
    return found


def _rows(found: Pairs, profiles: Mapping[int, Sequence[int]]) -> Iterator[dict[str, float]]:
    for (one, other), score in found.items():
        for pair in product(profiles[one], profiles[other]):
            low, high = sorted(pair)
            yield {"low_id": low, "high_id": high, "score": score}


def _forget(event_id: int) -> None:
    mine = select(Registration.id).where(Registration.event_id == event_id)
    db.session.execute(delete(MeetingScore).where(MeetingScore.low_id.in_(mine)))
