"""Check 23, the part of accounts: names read as they were meant, and real names stay whole."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pin_app import forms
from pin_app.accounts.models import User
from pin_app.db import db
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.accounts import filled, submit

REAL = [
    "José Nuñez D’Angelo",
    "عمران گوندل",
    "محمّد\u200cعلی",
    "Иван Petrov",
    "李小龍",
    "O'Brien-Smith",
    "Nguyễn Văn A",
]
CLEANED = {
    "Imran\u202eladnoG": "ImranladnoG",
    "\u2066Imran\u2069": "Imran",
    "Im\u200bran": "Imran",
    "Imran\n\tGondal": "Imran Gondal",
    "Imran\x00\x07 Gondal": "Imran Gondal",
    "Jose\u0301": "José",
}
REFUSED = ["", "   ", "\u200b\u200b", "\u202e", "\u3164", "\u200c\u200d", "\u2800", "\u0301", "...", "\u00ad"]


def problems(client: Inspector) -> list[str]:
    """Names that came out other than they should, on the settings page and at registration."""
    signed_in(client, person("me@example.org", name="before"))
    found = []
    for typed, wanted in {name: name for name in REAL}.items() | CLEANED.items():
        submit(client, "/account", {"name": typed, "language": "en"})
        if (kept := name_of("me@example.org")) != wanted:
            found.append(f"{typed!r} became {kept!r}")
    for typed in REFUSED:
        before = name_of("me@example.org")
        submit(client, "/account", {"name": typed, "language": "en"})
        submit(Inspector(client.app), "/register", filled(name=typed, email="new@example.org"))
        if name_of("me@example.org") != before or name_of("new@example.org") is not None:
            found.append(f"{typed!r} was taken")
    return found


def name_of(email: str) -> str | None:
    db.session.rollback()
    return db.session.execute(select(User.name).where(User.email == email)).scalar_one_or_none()


def test_names_are_readable_and_whole(client: Inspector) -> None:
    assert problems(client) == []


def test_the_check_sees_names_taken_as_typed(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "INVISIBLE", {})
    assert [p for p in problems(client) if "u202e" in p] != []
