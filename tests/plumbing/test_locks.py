"""On SQLite a long read leaves the one write lock to others, also in a POST; on PostgreSQL rows are held."""

from __future__ import annotations

import sqlite3

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import joinedload

from pin_app.db import db, hold, reading
from pin_app.profiles.models import Profile
from tests.factories.profiles import profile


def others_can_write(app: Flask) -> bool:
    """Whether another process gets the write lock at once."""
    url = str(db.engine.url)
    if not url.startswith("sqlite"):
        pytest.skip("only SQLite has one write lock")
    other = sqlite3.connect(str(db.engine.url.database), timeout=0)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.rollback()
    except sqlite3.OperationalError:
        return False
    finally:
        other.close()
    return True


@pytest.mark.parametrize(("method", "can"), [("GET", True), ("POST", False)])
def test_a_post_holds_the_lock_and_a_get_does_not(app: Flask, method: str, can: bool) -> None:
    db.session.rollback()
    with app.test_request_context(method=method):
        db.session.execute(select(Profile.id).limit(1))
        assert others_can_write(app) is can
        db.session.rollback()


def test_a_long_read_inside_a_post_does_not_hold_it(app: Flask) -> None:
    db.session.rollback()
    with app.test_request_context(method="POST"):
        with reading():
            db.session.execute(text("SELECT 1"))
            assert others_can_write(app)
            db.session.rollback()
        db.session.execute(text("SELECT 1"))
        assert not others_can_write(app)
        db.session.rollback()


def test_a_row_that_was_loaded_with_another_beside_it_can_be_held(app: Flask) -> None:
    """PostgreSQL locks no row that an outer join may leave empty; only the row itself is held."""
    number = profile().id
    db.session.expunge_all()
    beside = select(Profile).where(Profile.id == number).options(joinedload(Profile.owner))
    found = db.session.scalars(beside).one()
    hold(found)
    assert found.owner is None
