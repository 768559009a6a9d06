"""What tests of claims share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.documents import filing
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile


@pytest.fixture(autouse=True)
def _empty_folder(app: Flask) -> Iterator[None]:
    """Leave no documents to the next test."""
    yield
    for path in filing.folder().iterdir():
        path.unlink()


@pytest.fixture
def owner(app: Flask) -> User:
    """A member who speaks for a firm."""
    return person("owner@example.org")


@pytest.fixture
def firm(owner: User) -> Profile:
    """A published firm that makes surgical instruments."""
    return profile(owner=owner, sectors=["32.50"], name="Sialkot Surgical")


@pytest.fixture
def staff(app: Flask) -> User:
    """One of ISCOS staff."""
    return person("staff@example.org", role="staff")
