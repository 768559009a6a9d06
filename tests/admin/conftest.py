"""Signed-in visitors for the pages of the administration."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from tests.factories import people
from tests.inspector import Inspector

Enter = Callable[..., Inspector]
MakePerson = Callable[..., int]


@pytest.fixture
def make_person(app: Flask) -> MakePerson:
    """Make accounts; returns the number of the row, and holds no transaction open."""

    def make(role: str = "member", **facts: object) -> int:
        number = people.person(role=role, **facts).id
        db.session.rollback()
        return number

    return make


@pytest.fixture
def enter(app: Flask, make_person: MakePerson) -> Enter:
    """Open a browser in which somebody is signed in."""

    def sign_in(role: str = "administrator", number: int | None = None) -> Inspector:
        found = db.session.get(User, number or make_person(role))
        assert found is not None
        return people.signed_in(Inspector(app), found)

    return sign_in
