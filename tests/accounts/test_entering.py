"""Signing in and out, and what a cookie is worth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from pin_app.accounts import services
from pin_app.accounts.models import SignIn
from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from tests.accounts.mailbox import link, mails, templates
from tests.factories.people import PASSWORD, person, signed_in
from tests.inspector import Inspector


def enter(client: Inspector, email: str = "a@example.org", password: str = PASSWORD, **options: int) -> str:
    client.get("/sign-in")
    answer = client.post("/sign-in", {"email": email, "password": password}, **options)
    return answer.headers.get("Location", "")


def is_in(client: Inspector) -> bool:
    return client.send("GET", "/account").status_code == 200


def test_the_right_password_opens_the_account(client: Inspector) -> None:
    person("a@example.org")
    assert (enter(client), is_in(client)) == ("/", True)


def test_the_address_is_known_in_every_way_of_writing_it(client: Inspector) -> None:
    person("a@example.org")
    assert (enter(client, " A@EXAMPLE.Org. "), is_in(client)) == ("/", True)


@pytest.mark.parametrize("typed", ["", "x", PASSWORD + " ", PASSWORD.upper(), "x" * 400_000])
def test_a_wrong_password_opens_nothing(client: Inspector, typed: str) -> None:
    person("a@example.org")
    enter(client, password=typed, status=422)
    assert is_in(client) is False


def test_a_closed_account_reads_like_a_wrong_password(client: Inspector) -> None:
    person("a@example.org", active=False)
    enter(client, status=422)
    closed = client.words
    enter(client, "nobody@example.org", status=422)
    assert (client.words, is_in(client)) == (closed, False)


def test_an_unconfirmed_account_gets_a_new_link(client: Inspector) -> None:
    person("a@example.org", confirmed=False)
    enter(client, status=422)
    path = link(mails("a@example.org")[0])
    client.get(path)
    client.post(path)
    assert is_in(client) is True


def test_an_unconfirmed_account_is_not_mailed_for_a_wrong_password(client: Inspector) -> None:
    person("a@example.org", confirmed=False)
    enter(client, password="wrong words here", status=422)
    assert templates() == []


def test_the_page_asked_for_comes_after_signing_in(client: Inspector) -> None:
    person("a@example.org")
    asked = client.send("GET", "/account/devices?x=1").headers["Location"]
    client.get(asked)
    assert client.post(asked, {"email": "a@example.org", "password": PASSWORD}).headers["Location"] == (
        "/account/devices?x=1"
    )


def test_signing_out_ends_the_row(client: Inspector) -> None:
    signed_in(client, person()).get("/account")
    client.post("/sign-out")
    assert (is_in(client), db.session.execute(select(SignIn.ended_at)).scalar_one() is None) == (False, False)


def test_signing_out_without_being_in_does_nothing(client: Inspector) -> None:
    client.get("/sign-in")
    assert client.post("/sign-out").headers["Location"] == "/"


def test_a_sign_in_idles_out(client: Inspector) -> None:
    signed_in(client, person())
    db.session.execute(update(SignIn).values(seen_at=now() - timedelta(days=7, minutes=1)))
    assert is_in(client) is False


def test_a_sign_in_grows_too_old_however_often_it_is_used(client: Inspector) -> None:
    signed_in(client, person())
    db.session.execute(update(SignIn).values(created_at=now() - timedelta(days=30, minutes=1)))
    assert is_in(client) is False


def test_use_is_noted_so_that_a_sign_in_does_not_idle_out(client: Inspector) -> None:
    signed_in(client, person())
    long_ago = now() - timedelta(days=6)
    db.session.execute(update(SignIn).values(seen_at=long_ago))
    with client.raw.session_transaction() as cookie:
        cookie["noted"] = 0
    client.get("/account")
    assert db.session.execute(select(SignIn.seen_at)).scalar_one() > long_ago + timedelta(days=5)


def test_use_is_not_noted_at_every_request(client: Inspector) -> None:
    signed_in(client, person())
    before = now() - timedelta(minutes=5)
    db.session.execute(update(SignIn).values(seen_at=before))
    client.get("/account")
    assert db.session.execute(select(SignIn.seen_at)).scalar_one() == before


def test_a_role_counts_from_the_next_request_on(client: Inspector) -> None:
    user = person(role="staff")
    signed_in(client, user)
    services.set_role(user, "member")
    client.get("/account")
    assert services.user_of_cookie(_token(client)).role == "member"


def test_a_deactivated_person_is_out_at_the_next_request(client: Inspector) -> None:
    user = person()
    signed_in(client, user)
    services.deactivate(user)
    assert is_in(client) is False


def test_a_browser_may_stay_signed_in_only_when_asked(client: Inspector, app: Flask) -> None:
    person("a@example.org")
    other = Inspector(app)
    for browser, more in ((client, {}), (other, {"stay": "y"})):
        browser.get("/sign-in")
        browser.post("/sign-in", {"email": "a@example.org", "password": PASSWORD} | more)
    kept = [b.raw.get_cookie("pin").expires is not None for b in (client, other)]
    assert kept == [False, True]


@pytest.mark.parametrize("token", [None, 7, "", "x" * 10_000, "\x00", ["a"]])
def test_an_odd_cookie_is_nobody(app: Flask, token: object) -> None:
    assert services.sign_in_of_cookie(token) is None


def test_refused_tries_on_an_account_are_in_the_trail(client: Inspector) -> None:
    user = person("a@example.org")
    enter(client, password="wrong words here", status=422)
    enter(client, "nobody@example.org", status=422)
    rows = db.session.execute(select(AuditEntry)).scalars().all()
    assert [(row.action, row.subject_id, row.actor_id) for row in rows] == [
        ("account.sign_in_refused", str(user.id), None)
    ]


def _token(client: Inspector) -> str:
    with client.raw.session_transaction() as cookie:
        return str(cookie["_user_id"])
