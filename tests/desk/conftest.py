"""What the tests of this room share."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


@pytest.fixture
def marco(app: Flask) -> User:
    """One of ISCOS staff."""
    return person("marco@example.org", role="staff", name="Marco Bassi")


@pytest.fixture
def nadia(app: Flask) -> User:
    """A colleague."""
    return person("nadia@example.org", role="staff", name="Nadia Conti")


@pytest.fixture
def desk(client: Inspector, marco: User) -> Inspector:
    """Marco's browser."""
    return signed_in(client, marco)
