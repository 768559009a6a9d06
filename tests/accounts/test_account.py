"""What people change about their own account."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts import services
from pin_app.accounts.models import SignIn, User
from pin_app.accounts.signals import consent_changed, user_deactivated
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from tests.accounts.mailbox import link, mails, templates
from tests.accounts.test_entering import enter, is_in
from tests.factories.people import PASSWORD, person, signed_in
from tests.inspector import Inspector

NEW = "three old copper bells"


@pytest.fixture
def user(app: Flask) -> User:
    return person("a@example.org")


@pytest.fixture
def me(client: Inspector, user: User) -> Inspector:
    return signed_in(client, user)


def test_name_and_language_are_saved(me: Inspector, user: User) -> None:
    me.get("/account")
    me.post("/account", {"name": "  عمران \u202eگوندل ", "language": "ur"})
    me.get("/account")
    assert (user.name, user.language, me.page.all("html")[0]["dir"]) == ("عمران گوندل", "ur", "rtl")


def test_a_changed_password_signs_out_every_other_device(me: Inspector, user: User, app: Flask) -> None:
    other = signed_in(Inspector(app), user)
    me.get("/account/password")
    me.post("/account/password", {"present": PASSWORD, "password": NEW})
    assert (is_in(me), is_in(other), templates()) == (True, False, ["password_changed"])


@pytest.mark.parametrize("present", ["", "wrong words here", NEW])
def test_without_the_present_password_nothing_changes(me: Inspector, user: User, present: str) -> None:
    before = user.password_hash
    for page, more in (
        ("/account/password", {"password": NEW}),
        ("/account/email", {"email": "b@example.org"}),
        ("/account/close", {}),
    ):
        me.get(page)
        me.post(page, {"present": present} | more, status=422)
    assert (user.password_hash, user.email, user.active, templates()) == (before, "a@example.org", True, [])


def test_the_present_password_cannot_be_guessed_without_end(me: Inspector) -> None:
    me.get("/account/close")
    answers = [
        me.send(
            "POST", "/account/close", data={"present": "wrong", "csrf_token": me.page.csrf_token}
        ).status_code
        for _ in range(11)
    ]
    assert answers == [422] * 10 + [429]


def ask_for(me: Inspector, email: str, status: int = 302) -> None:
    me.get("/account/email")
    me.post("/account/email", {"present": PASSWORD, "email": email}, status=status)


def test_a_new_address_counts_once_its_link_is_pressed(me: Inspector, user: User) -> None:
    ask_for(me, "B@Example.org")
    path = link(mails("b@example.org")[0])
    me.get(path)
    assert user.email == "a@example.org"
    me.post(path)
    assert (user.email, user.typed_email) == ("b@example.org", "B@Example.org")
    assert templates("a@example.org") == ["email_change_asked", "email_changed"]
    me.get(path, status=410)


def test_an_address_in_use_is_not_given_away(me: Inspector, user: User) -> None:
    person("b@example.org")
    ask_for(me, "b@example.org")
    assert (templates("b@example.org"), user.email) == (["already_registered"], "a@example.org")


def test_an_address_taken_meanwhile_is_not_taken_twice(me: Inspector, user: User) -> None:
    ask_for(me, "b@example.org")
    path = link(mails("b@example.org")[0])
    person("b@example.org")
    me.get(path)
    me.post(path, status=410)
    assert user.email == "a@example.org"


def test_the_own_address_is_refused_in_words(me: Inspector) -> None:
    ask_for(me, "A@example.org", status=422)
    assert "This is the address that you already use." in me.words


def test_closing_ends_everything_at_once(me: Inspector, user: User, app: Flask) -> None:
    other, heard = signed_in(Inspector(app), user), []

    def hear(_sender: object, user: User) -> None:
        heard.append(user.email)

    with user_deactivated.connected_to(hear):
        me.get("/account/close")
        me.post("/account/close", {"present": PASSWORD})
    enter(Inspector(app), status=422)
    assert (is_in(me), is_in(other), user.active, heard) == (False, False, False, ["a@example.org"])


def test_the_last_administrator_cannot_close(client: Inspector) -> None:
    signed_in(client, person(role="administrator"))
    client.get("/account/close")
    client.post("/account/close", {"present": PASSWORD}, status=422)
    assert "PIN needs at least one administrator. Make somebody else one first." in client.words


def test_devices_are_listed_and_can_be_ended(me: Inspector, user: User, app: Flask) -> None:
    other = signed_in(Inspector(app), user)
    me.get("/account/devices")
    assert (me.words.count("Sign out Firefox, Linux"), me.words.count("this device")) == (1, 1)
    newest = db.session.execute(select(SignIn.id).order_by(SignIn.id.desc()).limit(1)).scalar_one()
    me.post("/account/devices/end", {"sign_in": newest})
    assert (is_in(me), is_in(other)) == (True, False)


def test_all_other_devices_can_be_ended(me: Inspector, user: User, app: Flask) -> None:
    others = [signed_in(Inspector(app), user) for _ in range(2)]
    me.get("/account/devices")
    me.post("/account/devices/end-others")
    assert [is_in(browser) for browser in (me, *others)] == [True, False, False]


@pytest.mark.parametrize("asked", ["", "-1", "0", "x", str(2**63), str(2**31), "\x00", "1 OR 1=1", "٣"])
def test_a_device_that_is_not_mine_is_not_found(me: Inspector, app: Flask, asked: str) -> None:
    signed_in(Inspector(app), person())
    me.get("/account/devices")
    me.post("/account/devices/end", {"sign_in": asked}, status=404)


def test_the_device_of_another_person_is_not_found(me: Inspector, app: Flask) -> None:
    other = signed_in(Inspector(app), person())
    foreign = db.session.execute(select(SignIn.id).order_by(SignIn.id.desc()).limit(1)).scalar_one()
    me.get("/account/devices")
    me.post("/account/devices/end", {"sign_in": foreign}, status=404)
    assert is_in(other) is True


def test_a_consent_is_given_and_withdrawn_as_easily(me: Inspector, user: User) -> None:
    heard: list[bool] = []

    def hear(_sender: object, user: User) -> None:
        heard.append(bool(services.PURPOSES) and "news" in _standing(user))

    with consent_changed.connected_to(hear):
        me.get("/account/consents")
        me.post("/account/consents/give", {"purpose": "news"})
        me.get("/account/consents")
        text = _standing(user)["news"]
        assert text in me.words
        me.post("/account/consents/withdraw", {"purpose": "news"})
    assert (heard, _standing(user)) == ([True, False], {})
    me.get("/account/consents")
    assert "Withdrawn on" in me.words and text in me.words


def test_a_consent_is_kept_in_the_language_of_the_page(me: Inspector, user: User) -> None:
    user.language = "it"
    me.get("/account/consents")
    me.post("/account/consents/give", {"purpose": "matching"})
    me.get("/account/consents")
    assert _standing(user)["matching"] in me.words


@pytest.mark.parametrize("purpose", ["", "everything", "\x00", "news "])
def test_an_unknown_consent_is_not_found(me: Inspector, purpose: str) -> None:
    me.get("/account/consents")
    me.post("/account/consents/give", {"purpose": purpose}, status=404)
    me.get("/account/consents")
    me.post("/account/consents/withdraw", {"purpose": purpose}, status=404)


def test_each_change_leaves_its_row(me: Inspector, user: User) -> None:
    me.get("/account/password")
    me.post("/account/password", {"present": PASSWORD, "password": NEW})
    ask = {"present": NEW, "email": "b@example.org"}
    me.get("/account/email")
    me.post("/account/email", ask)
    rows = db.session.execute(select(AuditEntry.action, AuditEntry.actor_id).order_by(AuditEntry.id)).all()
    assert [tuple(row) for row in rows[1:]] == [
        ("account.password_changed", user.id),
        ("account.email_change_requested", user.id),
    ]


@pytest.mark.parametrize("page", ["", "/password", "/email", "/devices", "/consents", "/close"])
def test_a_visitor_is_asked_to_sign_in(client: Inspector, page: str) -> None:
    answer = client.send("GET", f"/account{page}")
    assert answer.headers["Location"].startswith("/sign-in?next=")


def _standing(user: User) -> dict[str, str]:
    from pin_app.accounts.queries import standing_consents  # noqa: PLC0415 -- read anew at each call

    return {purpose: consent.text for purpose, consent in standing_consents(user).items()}
