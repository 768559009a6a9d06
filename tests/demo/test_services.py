"""The demo fills an empty store once, marks it, and gives each role an account that works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app import site
from pin_app.accounts.models import User
from pin_app.accounts.services import passwords
from pin_app.db import db
from pin_app.demo import services
from pin_app.errors import PinError
from pin_app.profiles.models import Profile
from tests.factories.profiles import profile


def count(model: type[User] | type[Profile]) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def test_the_demo_is_marked_as_such(app: Flask) -> None:
    assert services.fill(40) == 40
    assert site.fact("demo") == "yes"
    assert db.session.execute(select(Profile.demo).distinct()).scalars().all() == [True]


def test_each_member_speaks_for_a_profile_that_is_matched(app: Flask) -> None:
    services.fill(200)
    people = services.make_people()
    owned = db.session.execute(select(Profile).where(Profile.owner_id.is_not(None))).scalars().all()
    assert len(owned) == sum(person["role"] == "member" for person in people)
    assert all(found.listed and found.matchable for found in owned)


def test_passwords_are_random_kept_for_their_owner_and_work(app: Flask, tmp_path: Path) -> None:
    services.fill(120)
    people = services.make_people()
    path = services.keep_passwords(people, tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text(encoding="utf-8")) == services.kept_people(tmp_path) == people
    assert len({person["password"] for person in people}) == len(people)
    first = db.session.execute(select(User).where(User.email == people[0]["email"])).scalar_one()
    assert passwords.matches(first.password_hash, people[0]["password"])


def test_the_demo_is_not_mixed_with_real_profiles(app: Flask) -> None:
    profile(name="A real firm")
    with pytest.raises(PinError, match=r"real profiles|demo\.real_data"):
        services.fill(40)
    assert count(Profile) == 1


def test_the_demo_is_made_once(app: Flask) -> None:
    services.fill(40)
    with pytest.raises(PinError, match="already"):
        services.fill(40)


def test_a_store_with_people_is_not_empty(app: Flask) -> None:
    assert services.is_empty()
    services.fill(120)
    services.make_people()
    assert not services.is_empty()
