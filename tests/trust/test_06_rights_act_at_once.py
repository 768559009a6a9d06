"""Check 6: what is taken from a person counts from the next request on, also for what others see of them."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts import services
from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.profiles.models import Profile
from pin_app.profiles.services import consents
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

STAFF_PAGES = ("/reviews", "/exchange", "/exchange/profiles/csv")


def statuses(browser: Inspector, pages: tuple[str, ...]) -> list[int]:
    found = []
    for page in pages:
        answer = browser.send("GET", page)
        found.append(answer.status_code)
        answer.close()
    return found


def test_who_is_no_longer_staff_reaches_no_staff_page_with_an_open_session(client: Inspector) -> None:
    user = person("staff@example.org", role="staff")
    signed_in(client, user)
    assert statuses(client, STAFF_PAGES) == [200, 200, 200]
    services.set_role(user, "member")
    assert statuses(client, STAFF_PAGES) == [403, 403, 403]


def test_a_closed_account_is_turned_away_with_an_open_session(client: Inspector) -> None:
    user = person("a@example.org")
    signed_in(client, user)
    assert statuses(client, ("/account",)) == [200]
    services.deactivate(user)
    assert statuses(client, ("/account",)) == [302]


def standing(app: Flask, number: int, public_id: str) -> tuple[bool, bool, int]:
    """Whether a profile is listed, compared, and what a visitor is answered."""
    db.session.commit()
    made = db.session.get_one(Profile, number)
    status = Inspector(app).send("GET", f"/p/{public_id}").status_code
    return made.listed, made.matchable, status


def agreeing(made: Profile) -> User:
    owner = made.owner
    assert owner is not None
    for purpose in ("directory", "matching"):
        services.give_consent(owner, purpose, language="en", way="account")
    return owner


def test_the_profile_of_a_closed_account_is_neither_shown_nor_compared(app: Flask) -> None:
    made = profile("italian_firm", owner=person("a@example.org"), offers=["Telai"])
    owner, named = agreeing(made), (made.id, made.public_id)
    assert standing(app, *named) == (True, True, 200)
    services.deactivate(owner)
    assert standing(app, *named) == (False, False, 404)
    services.reactivate(owner)
    assert standing(app, *named) == (True, True, 200)


def test_the_check_sees_a_profile_that_stays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consents, "apply_consents", lambda _user: None)
    made = profile("italian_firm", owner=person("a@example.org"), offers=["Telai"])
    services.deactivate(agreeing(made))
    assert standing(app, made.id, made.public_id) == (True, True, 200)
