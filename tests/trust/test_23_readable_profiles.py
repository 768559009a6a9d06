"""Check 23, the part of profiles: names of parties read as they were meant, and real names stay whole."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app import forms
from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

REAL = (
    "José Nuñez & Figli S.n.c.",
    "عمران گوندل ٹریڈرز",
    "کپڑے\u200cوالا اینڈ سنز",
    "Иван Petrov",
    "李小龍 Import",
    "O'Brien-Smith",
    "7 Colli",
    "حاجی محمّد اینڈ کو (پرائیویٹ) لمیٹڈ",
    "D’Élite\u200d",
)
CLEANED = {
    "Rossi\u202elrS": "RossilrS",
    "\u2066Rossi\u2069": "Rossi",
    "Ros\u200bsi": "Rossi",
    "Rossi\r\n\tSrl": "Rossi Srl",
    "Ro\x00ssi\x07": "Rossi",
    "Caffe\u0300": "Caffè",
}
REFUSED = ("\u200b\u200b", "\u202e", "\u3164", "\u200c\u200d", "\u2800", "\u0301", "...", "\u00ad")


def problems(client: Inspector, made: Profile, owner: User) -> list[str]:
    """Names that came out other than they should."""
    signed_in(client, owner)
    found = []
    for typed, wanted in [(name, name) for name in REAL] + list(CLEANED.items()):
        if (kept := renamed(client, made, typed)) != wanted:
            found.append(f"{typed!r} became {kept!r}")
    for typed in REFUSED:
        before = made.name
        if renamed(client, made, typed) not in ("", before):
            found.append(f"{typed!r} was taken")
    return found


def renamed(client: Inspector, made: Profile, typed: str) -> str:
    """Type a name into the form and return what is kept."""
    url = f"/profiles/{made.public_id}/edit/1"
    client.get(url)
    client.send("POST", url, data={"csrf_token": client.page.csrf_token, "name": typed})
    db.session.rollback()
    return db.session.get_one(Profile, made.id).name


@pytest.fixture
def owner(app: Flask) -> User:
    return person("rossi@example.org")


def test_names_of_parties_are_readable_and_whole(client: Inspector, owner: User) -> None:
    assert problems(client, profile(state="draft", owner=owner), owner) == []


def test_the_check_sees_names_taken_as_typed(
    client: Inspector, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "INVISIBLE", {})
    found = problems(client, profile(state="draft", owner=owner), owner)
    assert [problem for problem in found if "u202e" in problem] != []


def test_a_name_in_another_direction_does_not_turn_its_surroundings(client: Inspector, owner: User) -> None:
    made = profile(owner=owner, name="عمران گوندل ٹریڈرز", city="لاہور")
    page = client.get(f"/p/{made.public_id}").get_data(as_text=True)
    assert "<h1><bdi>عمران گوندل ٹریڈرز</bdi></h1>" in page
    assert "<bdi>لاہور</bdi>" in page
