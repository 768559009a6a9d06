"""Questions after introductions, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from pin_app.db import db, now
from pin_app.introductions.models import Introduction
from pin_app.outcomes import queries, services
from pin_app.outcomes.models import FollowUp
from tests.factories.introductions import introduction


def long_ago(days: int = 95, state: str = "introduced", **sides: object) -> Introduction:
    """A committed introduction that was made so many days ago."""
    made = introduction(state, **sides)  # type: ignore[arg-type]
    made.introduced_at = now() - timedelta(days=days)
    db.session.commit()
    return made


def asked(days: int = 95, moment: datetime | None = None, **sides: object) -> Introduction:
    """An introduction both sides of which were asked."""
    made = long_ago(days, **sides)
    services.ask_due(made, moment)
    db.session.commit()
    return made


def of(made: Introduction, side: str, months: int = 3) -> FollowUp:
    """The question to one side."""
    found = queries.one(made, side, months)
    assert found is not None
    return found
