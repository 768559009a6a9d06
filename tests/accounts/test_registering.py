"""Registering: over the forms, as a person would."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from pin_app.accounts import queries
from pin_app.accounts.models import Consent, SignIn, User
from pin_app.accounts.words import KIND_WORDS
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.profiles.models import KINDS
from tests.accounts.mailbox import link, mails, templates
from tests.factories.people import PASSWORD, person
from tests.inspector import Inspector


def wish(**changes: Any) -> dict[str, Any]:
    """The form, filled in."""
    return {
        "name": "Imran Gondal",
        "email": "imran@example.org",
        "password": PASSWORD,
        "kind": "diaspora_entrepreneur",
        "language": "it",
    } | changes


def register(client: Inspector, **changes: Any) -> None:
    client.get("/register")
    assert client.post("/register", wish(**changes)).headers["Location"] == "/register/sent"
    client.get("/register/sent")


def only_user() -> User:
    return db.session.execute(select(User)).scalar_one()


def test_the_kinds_are_those_of_profiles() -> None:
    assert tuple(KIND_WORDS) == KINDS


def test_the_form_ticks_nothing_for_the_person(client: Inspector) -> None:
    client.get("/register")
    assert [field for field in client.page.all("input") if "checked" in field] == []


def test_a_new_person_confirms_and_is_signed_in(client: Inspector) -> None:
    register(client)
    mail = mails("imran@example.org")[0]
    client.get(link(mail))
    client.post(link(mail))
    client.get("/account")
    assert (only_user().confirmed_at is None, mail.language) == (False, "it")


def test_opening_the_link_confirms_nothing(client: Inspector, app: Any) -> None:
    register(client)
    path = link(mails()[0])
    client.get(path)
    Inspector(app).send("HEAD", path)
    assert only_user().confirmed_at is None


def test_the_link_works_once(client: Inspector) -> None:
    register(client)
    path = link(mails()[0])
    client.get(path)
    client.post(path)
    client.get("/account")
    assert client.post(path).headers["Location"] == "/sign-in"  # a second click, and no second effect
    client.get(path, status=410)


def test_another_browser_confirms_but_is_not_signed_in(client: Inspector, app: Any) -> None:
    register(client)
    other, path = Inspector(app), link(mails()[0])
    other.get(path)
    assert other.post(path).headers["Location"] == "/sign-in"
    assert (only_user().confirmed_at is None, db.session.execute(select(SignIn)).all()) == (False, [])


def test_a_known_address_gets_the_same_answer_and_another_mail(client: Inspector) -> None:
    person("imran@example.org")
    register(client)
    assert (templates(), only_user().language) == (["already_registered"], "en")


def test_a_closed_account_stays_closed(client: Inspector) -> None:
    person("imran@example.org", active=False)
    register(client)
    assert (templates(), only_user().active) == (["account_closed"], False)


def test_the_form_sent_twice_makes_one_account_and_one_mail(client: Inspector) -> None:
    register(client)
    register(client)
    assert (len(mails()), only_user().email) == (1, "imran@example.org")


def test_a_later_form_counts_until_the_address_is_proved(client: Inspector, app: Any) -> None:
    """Who registers somebody else's address first gains nothing: the older link dies with the older form."""
    register(Inspector(app), name="Not Imran", consent_news="y")
    older = mails()[0]
    older.created_at = older.created_at.replace(year=2020)
    db.session.commit()
    register(client)
    client.get(link(older), status=410)
    assert (only_user().name, queries.standing_consents(only_user())) == ("Imran Gondal", {})


def test_nobody_is_flooded_with_mail(client: Inspector) -> None:
    register(client)
    for _ in range(15):
        client.get("/sign-in")
        client.post("/sign-in", {"email": "imran@example.org", "password": PASSWORD}, status=422)
        db.session.rollback()
        from pin_app.security import throttle  # noqa: PLC0415 -- only to look past the throttle here

        throttle.storage.reset()
    assert len(mails()) == 10


def test_consents_are_kept_one_by_one_in_the_very_words(client: Inspector) -> None:
    register(client, consent_matching="y")
    kept = db.session.execute(select(Consent)).scalar_one()
    client.get("/register")
    shown = [label for label in client.page.text if label == kept.text]
    assert (kept.purpose, kept.version, kept.language, kept.way, kept.withdrawn_at) == (
        "matching", 1, "en", "register", None,
    )  # fmt: skip
    assert shown == [kept.text]


def test_everything_is_in_the_trail(client: Inspector) -> None:
    register(client, consent_news="y")
    path = link(mails()[0])
    client.get(path)
    client.post(path)
    rows = db.session.execute(select(AuditEntry).order_by(AuditEntry.id)).scalars().all()
    assert [row.action for row in rows] == [
        "consent.given", "account.registered", "account.confirmed", "account.signed_in",
    ]  # fmt: skip
    assert {(row.actor_id, row.subject_id) for row in rows} == {(only_user().id, str(only_user().id))}


def test_the_mail_holds_nothing_that_a_stranger_typed(client: Inspector) -> None:
    register(client, name="Cheap pills at bad.example")
    assert "pills" not in mails()[0].body + mails()[0].subject


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "imran", "This is not a complete e-mail address. It looks like name@example.org."),
        ("email", "a@x.it,b@y.it", "This is not a complete e-mail address. It looks like name@example.org."),
        ("password", "short", "Use at least 8 characters. Several words make a good password."),
        ("name", "\u202e\u200b", "Write your name with letters that can be read."),
        ("name", "\u3164\u3164", "Write your name with letters that can be read."),
        ("kind", "administrator", "Not a valid choice."),
        ("language", "xx", "Not a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Inspector, field: str, value: str, said: str
) -> None:
    client.get("/register")
    client.post("/register", wish(**{field: value}), status=422)
    assert said in client.words
    typed = {
        a["name"]: a.get("value") for a in client.page.all("input") if a.get("name") in ("name", "email")
    }
    assert {k: v for k, v in typed.items() if k != field} == {
        k: v for k, v in {"name": "Imran Gondal", "email": "imran@example.org"}.items() if k != field
    }


def test_a_signed_in_person_does_not_register(client: Inspector) -> None:
    register(client)
    path = link(mails()[0])
    client.get(path)
    client.post(path)
    assert client.send("GET", "/register").headers["Location"] == "/"
