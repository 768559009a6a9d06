"""Check 8: fields that a form does not have change nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import request
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.accounts.routes import account
from pin_app.db import db
from tests.factories.people import PASSWORD, person, signed_in
from tests.inspector import Inspector
from tests.trust.accounts import filled, submit

EXTRA = {
    "role": "administrator", "is_staff": "1", "id": "1", "user_id": "1", "verified": "1", "accepted": "1",
    "owner_id": "1", "created_at": "2000-01-01", "confirmed_at": "2000-01-01", "active": "", "demo": "1",
    "password_hash": "x", "typed_email": "x@example.org", "deactivated_at": "2000-01-01",
}  # fmt: skip
OWN_FORMS = [
    ("/account", {"name": "Imran Gondal", "language": "en", "email": "x@example.org"}),
    ("/account/password", {"present": PASSWORD, "password": PASSWORD}),
    ("/account/consents/give", {"purpose": "news"}),
]


def kept(email: str) -> dict[str, Any]:
    """Everything that staff could see of an account, but its password, which a form does change."""
    db.session.rollback()
    user = db.session.execute(select(User).where(User.email == email)).scalar_one()
    names = [column.name for column in User.__table__.columns]
    return {name: getattr(user, name) for name in names if name != "password_hash"}


def problems(client: Inspector, visitor: Inspector) -> list[str]:
    """Names of what extra fields have changed, page by page."""
    signed_in(client, person("me@example.org"))
    before, found = kept("me@example.org"), []
    for page, fields in OWN_FORMS:
        token = submit(client, "/account", {}) and client.page.csrf_token
        answer = client.send("POST", page, data={"csrf_token": token} | EXTRA | fields)
        after = kept("me@example.org")
        found += [f"{page}: {name}" for name in before if before[name] != after[name]]
        found += [f"{page}: {answer.status_code}"] if answer.status_code != 302 else []
    submit(visitor, "/register", EXTRA | filled(email="new@example.org"))
    new = kept("new@example.org")
    given = {
        "role": "member",
        "active": True,
        "demo": False,
        "confirmed_at": None,
        "typed_email": "new@example.org",
    }
    return found + [f"/register: {name}" for name in given if new[name] != given[name]]


def test_extra_fields_change_nothing(client: Inspector) -> None:
    assert problems(client, Inspector(client.app)) == []


def test_the_check_sees_a_form_that_takes_everything(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(user: User, **_: Any) -> None:
        user.role, user.demo = request.form["role"], True
        db.session.flush()

    monkeypatch.setattr(account.services, "change_settings", greedy)
    assert {"/account: role", "/account: demo"} <= set(problems(client, Inspector(client.app)))
