"""Check 22: however an address is written, it is one account, and mail goes to the canonical form."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from pin_app.accounts import forms
from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector
from tests.trust.accounts import filled, is_in, submit

CANONICAL = "rené@xn--bcher-kva.example"
WRITINGS = [
    "rené@bücher.example", "RENÉ@BÜCHER.EXAMPLE", "rene\u0301@bu\u0308cher.example", "ｒené@bücher.example",
    "  rené@bücher.example ", "rené@bücher.example.", "re\u200bné@bücher.example",
    "rené@XN--BCHER-KVA.example",
]  # fmt: skip
OTHERS = ["ren\u0131@bücher.example", "\u200b@bücher.example", "rené@bücher.example,b@y.it"]


def problems(client: Inspector) -> list[str]:
    """What goes wrong when one address is written in many ways."""
    found = []
    for typed in WRITINGS:
        submit(Inspector(client.app), "/register", filled(email=typed))
        submit(Inspector(client.app), "/forgotten", {"email": typed})
    accounts = db.session.execute(select(func.count()).select_from(User)).scalar_one()
    found += [f"{accounts} accounts"] if accounts != 1 else []
    sent_to = set(db.session.execute(select(OutgoingMail.to_address)).scalars())
    return found + [f"mail to {address!r}" for address in sent_to - {CANONICAL}]


def sign_in_problems(client: Inspector) -> list[str]:
    """Writings of the address that do not sign its person in, and other addresses that do."""
    person(CANONICAL)
    found = []
    for typed in WRITINGS + OTHERS:
        browser = Inspector(client.app)
        submit(browser, "/sign-in", {"email": typed, "password": PASSWORD})
        if is_in(browser) != (typed in WRITINGS):
            found.append(typed)
    return found


def test_one_address_is_one_account(client: Inspector) -> None:
    assert problems(client) == []


def test_every_writing_signs_in_and_no_other_address(client: Inspector) -> None:
    assert sign_in_problems(client) == []


def test_the_check_sees_addresses_taken_as_typed(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "canonical", lambda typed: typed.strip())
    assert problems(client) != []
    assert sign_in_problems(client) != []
