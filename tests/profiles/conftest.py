"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_changed
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


@pytest.fixture
def owner(app: Flask) -> User:
    """A member in Italy who writes Italian."""
    return person("rossi@example.org", name="Maria Rossi", language="it")


@pytest.fixture
def browser(app: Flask, owner: User) -> Inspector:
    """The browser of the owner, who is signed in."""
    return signed_in(Inspector(app), owner)


@pytest.fixture
def staff(app: Flask) -> User:
    """One of ISCOS staff."""
    return person("desk@example.org", role="staff", name="Paola Verdi")


@pytest.fixture
def told(app: Flask) -> Iterator[list[int]]:
    """The profiles of which the rooms above were told, in order."""
    heard: list[int] = []

    def hear(_sender: type[Profile], profile_id: int) -> None:
        heard.append(profile_id)

    profile_changed.connect(hear)
    yield heard
    profile_changed.disconnect(hear)
