"""Administrators read what was written, and can use links only of mails that are kept."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app import jobs
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from tests.admin.conftest import Enter
from tests.factories.people import PASSWORD
from tests.inspector import Inspector
from tests.trust.accounts import filled, is_in, submit

SECRET = "Zk3vQ9x_TtYw1-abcdefghijklmnop"


@pytest.fixture
def mail(app: Flask) -> int:
    """A mail with a link, kept."""
    row = OutgoingMail(
        to_address="ann@x.example", template="sample", language="ur", subject="Hello <b>Ann</b>", html="",
        body=f"Hello <script>\n\nConfirm:\nhttp://pin.test/confirm/{SECRET}?a=1&b=2\n\nhttp://evil.example/x\n",
        message_id="<1@pin.test>", state="kept",
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    number = row.id
    db.session.rollback()
    return number


def put(number: int, **facts: str) -> None:
    mail = db.session.get(OutgoingMail, number)
    for name, value in facts.items():
        setattr(mail, name, value)
    db.session.commit()


def test_a_kept_mails_link_can_be_pressed(enter: Enter, mail: int) -> None:
    visitor = enter()
    visitor.get(f"/admin/outbox/{mail}")
    paths = [a["href"] for a in visitor.page.all("a") if SECRET in (a.get("href") or "")]
    assert paths == [f"/confirm/{SECRET}?a=1&b=2"]


def test_a_link_elsewhere_cannot_be_pressed(enter: Enter, mail: int) -> None:
    visitor = enter()
    visitor.get(f"/admin/outbox/{mail}")
    assert "http://evil.example/x" in visitor.words
    assert not [a for a in visitor.page.all("a") if "evil" in (a.get("href") or "")]


@pytest.mark.parametrize("state", ["queued", "sending", "sent", "failed"])
def test_the_secret_of_a_mail_on_its_way_is_not_shown(enter: Enter, mail: int, state: str) -> None:
    put(mail, state=state)
    answer = enter().get(f"/admin/outbox/{mail}").get_data(as_text=True)
    assert SECRET not in answer
    assert "http://pin.test/confirm/…" in answer


def test_what_people_typed_is_text_and_not_markup(enter: Enter, mail: int) -> None:
    answer = enter().get(f"/admin/outbox/{mail}").get_data(as_text=True)
    assert "Hello &lt;script&gt;" in answer
    assert "<b>Ann</b>" not in answer


def test_reading_a_mail_and_listing_mails_is_noted(enter: Enter, mail: int) -> None:
    visitor = enter()
    visitor.get(f"/admin/outbox/{mail}")
    visitor.get("/admin/outbox?address=ann")
    db.session.rollback()
    read, listed = (
        db.session.query(AuditEntry).filter_by(action=action).one()
        for action in ("mail.read", "outbox.listed")
    )
    assert (read.subject_type, read.subject_id) == ("OutgoingMail", str(mail))
    assert listed.facts == {"address": "ann", "shown": [mail]}


def test_the_list_finds_by_address_and_state(enter: Enter, mail: int) -> None:
    visitor = enter()
    for query, shown in [
        ("", 1),
        ("address=ANN", 1),
        ("address=bob", 0),
        ("state=kept", 1),
        ("state=failed", 0),
    ]:
        visitor.get(f"/admin/outbox?{query}")
        assert visitor.words.count("ann@x.example") == shown, query


def test_a_failed_mail_can_be_sent_again_and_no_other(app: Flask, enter: Enter, mail: int) -> None:
    visitor = enter()
    visitor.get(f"/admin/outbox/{mail}")
    visitor.post(f"/admin/outbox/{mail}/again", status=409)
    put(mail, state="failed", last_error="550 no")
    visitor.get(f"/admin/outbox/{mail}")
    assert "550 no" in visitor.words
    visitor.follow(visitor.post(f"/admin/outbox/{mail}/again"))
    db.session.rollback()
    assert db.session.get(OutgoingMail, mail, populate_existing=True).state == "queued"
    assert jobs.waiting(app) == 1


def test_the_overview_warns_of_failed_mails(enter: Enter, mail: int) -> None:
    put(mail, state="failed")
    visitor = enter()
    visitor.get("/admin/")
    assert "1 mail could not be delivered." in visitor.words


def test_an_evaluator_can_confirm_a_registration_from_the_outbox(enter: Enter, client: Inspector) -> None:
    submit(client, "/register", filled(email="new@example.org"))
    visitor = enter()
    visitor.get("/admin/outbox?address=new@example.org")
    entry = next(a["href"] for a in visitor.page.all("a") if "/admin/outbox/" in (a.get("href") or ""))
    visitor.get(entry)
    link = next(a["href"] for a in visitor.page.all("a") if "/confirm/" in (a.get("href") or ""))
    visitor.get(link)
    visitor.post(link)
    submit(client, "/sign-in", {"email": "new@example.org", "password": PASSWORD})
    assert is_in(client)
