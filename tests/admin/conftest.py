"""Signed-in visitors for the pages of the administration."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.accounts.services import begin
from pin_app.db import db, now
from tests.inspector import Inspector

Enter = Callable[..., Inspector]
MakePerson = Callable[..., int]


@pytest.fixture
def make_person(app: Flask) -> MakePerson:
    """Make accounts; returns the number of the row."""
    numbers = count(1)

    def make(role: str = "member", name: str = "", email: str = "", **facts: object) -> int:
        number = next(numbers)
        address = email or f"{role}{number}@x.example"
        person = User(
            email=address, typed_email=address, name=name or f"{role.title()} {number}", password_hash="-",
            role=role, **({"confirmed_at": now()} | facts),
        )  # fmt: skip
        db.session.add(person)
        db.session.commit()
        made = person.id
        db.session.rollback()
        return made

    return make


@pytest.fixture
def enter(app: Flask, make_person: MakePerson) -> Enter:
    """Open a browser in which somebody is signed in."""

    def sign_in(role: str = "administrator", number: int | None = None) -> Inspector:
        found = db.session.get(User, number or make_person(role))
        token = begin(found)
        db.session.commit()
        visitor = Inspector(app)
        with visitor.raw.session_transaction() as session:
            session.update(_user_id=token, noted=int(time.time()))
        return visitor

    return sign_in
