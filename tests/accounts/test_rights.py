"""What operators do with accounts."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts import services
from pin_app.accounts.models import Consent
from pin_app.accounts.services import links, passwords
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.errors import PinError
from tests.factories.people import PASSWORD, person


def code(deed: object, *args: object, **facts: object) -> str:
    with pytest.raises(PinError) as refused:
        deed(*args, **facts)  # type: ignore[operator]
    return refused.value.code


def test_an_account_is_made_whole(app: Flask) -> None:
    made = services.create_user(
        "Giulia@Example.org", PASSWORD, name=" Giulia  Ferri ", role="staff", language="it"
    )
    assert (made.email, made.typed_email, made.name, made.role, made.language, made.active) == (
        "giulia@example.org", "Giulia@Example.org", "Giulia Ferri", "staff", "it", True,
    )  # fmt: skip
    assert (made.confirmed_at is None, passwords.matches(made.password_hash, PASSWORD)) == (False, True)


@pytest.mark.parametrize(
    ("email", "password", "more", "said"),
    [
        ("a", PASSWORD, {}, "account.address"),
        ("taken@example.org", PASSWORD, {}, "account.address_taken"),
        ("TAKEN@example.org", PASSWORD, {}, "account.address_taken"),
        ("a@example.org", "password", {}, "account.password_common"),
        ("a@example.org", PASSWORD, {"role": "god"}, "account.unknown_role"),
        ("a@example.org", PASSWORD, {"language": "xx"}, "account.unknown_language"),
    ],
)
def test_what_cannot_be_is_refused(
    app: Flask, email: str, password: str, more: dict[str, str], said: str
) -> None:
    person("taken@example.org")
    assert code(services.create_user, email, password, **more) == said


def test_a_role_is_given_and_noted(app: Flask) -> None:
    user, boss = person(), person(role="administrator")
    services.set_role(user, "organiser", by=boss)
    row = db.session.execute(select(AuditEntry)).scalar_one()
    assert (user.role, row.action, row.actor_id, row.facts) == (
        "organiser", "account.role_changed", boss.id, {"before": "member", "after": "organiser"},
    )  # fmt: skip


def test_an_unknown_role_is_refused(app: Flask) -> None:
    assert code(services.set_role, person(), "root") == "account.unknown_role"


def test_the_last_administrator_stays(app: Flask) -> None:
    boss = person(role="administrator")
    person(role="administrator", active=False)
    refused = (code(services.set_role, boss, "member"), code(services.deactivate, boss))
    assert refused == ("account.last_administrator", "account.last_administrator")


def test_with_two_administrators_one_may_go(app: Flask) -> None:
    boss = person(role="administrator")
    person(role="administrator")
    services.deactivate(boss)
    assert boss.active is False


def test_a_closed_account_loses_its_links_and_comes_back_without_them(app: Flask) -> None:
    user = person()
    cookie, token = services.begin(user), links.issue(user, links.RESET)
    services.deactivate(user, reason="asked")
    services.reactivate(user)
    assert (user.active, services.user_of_cookie(cookie)) == (True, None)
    assert code(links.find, links.RESET, token) == "account.link_dead"


def test_closing_twice_is_noted_once(app: Flask) -> None:
    user = person()
    for _ in range(2):
        services.deactivate(user)
    for _ in range(2):
        services.reactivate(user)
    rows = db.session.execute(select(AuditEntry.action).order_by(AuditEntry.id)).scalars().all()
    assert rows == ["account.deactivated", "account.reactivated"]


def test_a_consent_in_the_same_words_is_kept_as_it_is(app: Flask) -> None:
    user = person()
    first = services.give_consent(user, "matching", language="en", way="account")
    again = services.give_consent(user, "matching", language="it", way="account")
    assert (again.id, first.language) == (first.id, "en")


def test_a_consent_to_older_words_is_replaced(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    user = person()
    older = services.give_consent(user, "news", language="en", way="account")
    newer = services.PURPOSES["news"].__class__("news", 2, "News", "Other words.")
    monkeypatch.setitem(services.PURPOSES, "news", newer)
    given = services.give_consent(user, "news", language="en", way="account")
    assert (given.version, given.text, older.withdrawn_at is None) == (2, "Other words.", False)
    assert len(db.session.execute(select(Consent)).all()) == 2


def test_a_purpose_that_nobody_asked_for_is_refused(app: Flask) -> None:
    refused = code(services.give_consent, person(), "all", language="en", way="account")
    assert refused == "account.unknown_purpose"


def test_a_changed_sentence_is_a_new_version() -> None:
    """Who rewrites a consent raises its version and changes this list; older rows keep their text."""
    words = {name: (p.version, links.digest(str(p.text))[:8]) for name, p in services.PURPOSES.items()}
    assert words == {
        "directory": (1, "1f8d2318"),
        "matching": (1, "2022eb27"),
        "news": (1, "68819030"),
        "union": (1, "89ce8959"),
    }


def test_the_link_of_another_browser_is_used_up_once(app: Flask) -> None:
    user = person()
    link = links.find(links.RESET, links.issue(user, links.RESET))
    links.use(link)
    assert code(links.use, link) == "account.link_dead"
