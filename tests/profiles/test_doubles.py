"""Profiles that may be one party."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.profiles import doubles, queries, services, tasks
from pin_app.profiles.doubles import Alike
from pin_app.profiles.models import PartyKey, Profile
from tests.factories.profiles import profile
from tests.store import asked


def alike(made: Profile) -> list[Alike]:
    return doubles.alike(queries.version_of(made), made)


def test_a_phone_a_number_and_a_name_in_other_letters_lead_to_the_other_profile(app: Flask) -> None:
    phone = profile(name="Alpha Traders", phone="+923001234567", city="Sialkot")
    name = profile(name="Gondal Surgical Instruments", city="Sialkot")
    number = profile(name="Something else entirely")
    services.set_identifiers(number, {"pk.ntn": "4174941-3"})
    profile(name="Nobody near", city="Lahore")
    profile(state="draft", name="گوندل سرجیکل", city="Sialkot")
    tasks.keep_party_keys()
    made = profile(state="submitted", name="گوندل سرجیکل انسٹرومنٹس", city="Sialkot", phone="+92 300 1234567")
    services.set_identifiers(made, {"pk.ntn": "4174941-3"})
    found = {one.profile: one.reasons for one in alike(made)}
    assert set(found) == {phone, name, number}
    assert "same_phone" in found[phone]
    assert "same_number" in found[number]
    assert {"same_name", "similar_name"} & set(found[name])


def test_a_name_that_nobody_has_read_yet_is_compared_too(app: Flask, owner: User) -> None:
    known = profile(name="Zarrini Brassworks", city="Gujrat")
    made = profile(owner=owner, name="Something", city="Gujrat")
    tasks.keep_party_keys()
    services.save(made, owner, name="Zarrini Brassworks")
    assert [one.profile for one in alike(made)] == [known]


def test_what_staff_say_of_two_stands_and_can_be_taken_back(app: Flask, staff: User) -> None:
    known, made = profile(name="Zarrini Brassworks"), profile(state="submitted", name="Zarrini Brassworks")
    tasks.keep_party_keys()
    services.judge(made, known, False, staff)
    services.judge(known, made, True, staff)
    (one,) = alike(made)
    assert one.verdict is not None
    assert (one.verdict.is_same, one.verdict.by) == (True, staff)
    services.judge(made, known, None, staff)
    assert alike(made)[0].verdict is None
    with pytest.raises(PinError, match="one and the same"):
        services.judge(made, made, True, staff)


def test_keys_are_made_once_and_anew_after_a_change(app: Flask, owner: User) -> None:
    made = profile(owner=owner, name="Alpha Traders")
    assert services.keep_party_keys() == 1
    assert services.keep_party_keys() == 0
    before = set(db.session.scalars(select(PartyKey.key)))
    services.save(made, owner, phone="+39 333 1234567")
    assert services.keep_party_keys() == 1
    assert set(db.session.scalars(select(PartyKey.key))) > before


def test_a_key_of_everybody_tells_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubles, "SHARED_MOST", 2)
    for _ in range(3):
        profile(phone="+923001234567", name="Alpha")
    tasks.keep_party_keys()
    assert alike(profile(phone="+923001234567", name="Beta")) == []
    assert db.session.scalar(select(func.count()).select_from(PartyKey)) != 0


def test_many_alike_cost_no_more_questions(app: Flask) -> None:
    made = profile(state="submitted", name="Zarrini Brassworks")
    profile(name="Zarrini Brassworks")
    tasks.keep_party_keys()
    alike(made)
    one = asked(lambda: alike(made))
    for _ in range(4):
        profile(name="Zarrini Brassworks")
    tasks.keep_party_keys()
    assert asked(lambda: alike(made)) == one
    assert len(alike(made)) == 5
