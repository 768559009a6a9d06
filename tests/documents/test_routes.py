"""Documents are handed out by the rule of their room, and by nobody's otherwise."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.documents import filing, policies, services
from pin_app.documents.models import Document
from tests.documents.files import pdf, photo
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(policies._RULES, "test", lambda user, document: user.role == "staff")


def made(purpose: str = "test", name: str = "a.pdf", content: bytes = b"", by: Any = None) -> Document:
    found = services.store(io.BytesIO(content or pdf()), name, by, purpose)
    db.session.commit()
    return found


def test_a_document_whose_room_has_no_rule_is_opened_by_nobody(client: Inspector) -> None:
    signed_in(client, person(role="administrator"))
    client.get(f"/documents/{made('orphan').token}", status=404)


def test_without_signing_in_there_is_nothing(client: Inspector, rule: None) -> None:
    answer = client.send("GET", f"/documents/{made().token}")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in")


def test_the_rule_decides_and_the_trail_tells(client: Inspector, rule: None) -> None:
    document = made()
    signed_in(client, person())
    client.get(f"/documents/{document.token}", status=404)
    reader = signed_in(client, person(role="staff"))
    client.send("GET", f"/documents/{document.token}").close()
    opened = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "document.opened")
    assert (db.session.scalar(opened), reader is client) == (1, True)


def test_a_file_that_is_gone_is_no_error(client: Inspector, rule: None) -> None:
    document = made()
    filing.remove(document.token)
    signed_in(client, person(role="staff"))
    client.get(f"/documents/{document.token}", status=404)


@pytest.mark.parametrize(
    "name",
    ['q"uote;.pdf', "../../x.pdf", "a\r\nX-Evil: 1.pdf", "\u202efdp.exe", "x" * 300, "اجرت کا ثبوت.pdf"],
)
def test_no_name_breaks_the_header(client: Inspector, rule: None, name: str) -> None:
    document = made(name=name)
    signed_in(client, person(role="staff"))
    with client.send("GET", f"/documents/{document.token}") as answer:
        told = answer.headers["Content-Disposition"]
        assert answer.status_code == 200
        assert "X-Evil" not in answer.headers
    assert told.startswith("attachment; filename=")
    assert not set("\r\n/\\\u202e") & set(unquote(told))
    assert len(told) < 700


@pytest.mark.parametrize(
    ("content", "kind"), [(photo(), "image/jpeg"), (pdf(), "application/pdf")], ids=["photo", "pdf"]
)
def test_nothing_is_shown_inside_a_page(client: Inspector, rule: None, content: bytes, kind: str) -> None:
    document = made(content=content)
    signed_in(client, person(role="staff"))
    with client.send("GET", f"/documents/{document.token}") as answer:
        headers = answer.headers
        assert (answer.mimetype, headers["X-Content-Type-Options"]) == (kind, "nosniff")
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
