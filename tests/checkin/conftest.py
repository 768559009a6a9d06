"""An organiser, and an event of theirs that is under way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.events.models import Event
from tests.factories.events import by_day, event
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

HOUR = timedelta(hours=1)


@pytest.fixture
def by(app: Flask) -> User:
    return person(role="organiser")


@pytest.fixture
def today(by: User) -> Event:
    """An event that began two hours ago and ends tomorrow."""
    return event(by, starts_at=now() - 2 * HOUR, ends_at=now() + 22 * HOUR, time_zone=by_day())


@pytest.fixture
def at_the_door(client: Inspector, by: User) -> Inspector:
    """The organiser's browser."""
    return signed_in(client, by)
