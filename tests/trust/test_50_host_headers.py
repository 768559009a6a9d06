"""Check 50: forged Host and forwarding headers reach neither a mail nor a record."""

from __future__ import annotations

import pytest
from flask import request
from sqlalchemy import select

from pin_app import errors
from pin_app.accounts.models import SignIn
from pin_app.accounts.routes import cookie
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.mail import wording
from pin_app.mail.models import OutgoingMail
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector
from tests.trust.accounts import submit

FORGED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "evil",
    "X-Forwarded-Port": "6666",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "203.0.113.66",
    "X-Real-IP": "203.0.113.66",
    "Forwarded": "for=203.0.113.66;host=evil.example",
    "X-Original-URL": "//evil.example",
}


def problems(client: Inspector) -> list[str]:
    """Where a forged header shows up."""
    person("a@example.org")
    answers = [
        submit(client, "/forgotten", {"email": "a@example.org"}, headers=FORGED),
        submit(client, "/register", {}, headers=FORGED),
        submit(client, "/sign-in", {"email": "a@example.org", "password": PASSWORD}, headers=FORGED),
    ]
    mails = db.session.execute(select(OutgoingMail)).scalars().all()
    found = ["no mail"] if not mails else []
    found += [f"mail {m.template}" for m in mails if "evil" in m.body + m.html + m.subject]
    found += ["answer" for a in answers if "evil" in a.get_data(as_text=True) + a.headers.get("Location", "")]
    rows = db.session.execute(select(AuditEntry.address)).scalars().all()
    found += ["trail" for address in rows if address != "127.0.0.1"]
    devices = db.session.execute(select(SignIn.address)).scalars().all()
    return found + ["device" for address in devices if address != "127.0.0.1"]


def test_forged_headers_change_nothing(client: Inspector) -> None:
    assert problems(client) == []


def test_the_check_sees_links_made_from_the_request(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "external", lambda path: request.host_url + path)
    assert problems(client) == ["mail reset_password"]


def test_the_check_sees_an_address_believed_from_a_header(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cookie, "client_address", lambda: request.headers["X-Forwarded-For"])
    assert problems(client) == ["device"]


def foreign(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> tuple[int, bool, bool]:
    """Ask a server that knows its name under another one: status, whether guarded, whether repeated."""
    monkeypatch.setitem(client.app.config, "TRUSTED_HOSTS", ["pin.test"])
    monkeypatch.setitem(client.app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = client.send("GET", "/forgotten", headers={"Host": "evil.example"})
    return (
        answer.status_code,
        "Content-Security-Policy" in answer.headers,
        "evil" in answer.get_data(as_text=True),
    )


def test_a_foreign_host_is_refused_with_all_headers(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert foreign(client, monkeypatch) == (400, True, False)


def test_the_check_sees_a_foreign_host_that_breaks_the_page(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "SecurityError", KeyError)
    with pytest.raises(AttributeError):  # no address can be written, not even on the page of the error
        foreign(client, monkeypatch)
