"""What a phone keeps of a door: nothing private in its cache, no list unasked, none after signing out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from pin_app.accounts.models import SignIn, User
from pin_app.db import db, now
from pin_app.registrations.models import Registration
from tests.conftest import _empty_tables
from tests.e2e import browser as browsing
from tests.e2e.conftest import Site, Window
from tests.e2e.doors import Phone, Scene, scene
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request, { ignoreVary: true });
      found[new URL(request.url).pathname] = await kept.text();
    }
  }
  return found;
}"""
STORES = "async () => (await indexedDB.databases()).map((one) => one.name).sort()"
LISTED = """async () => {
  const opened = indexedDB.open("pin-door-list");
  const db = await new Promise((done) => (opened.onsuccess = () => done(opened.result)));
  const all = db.transaction("people").objectStore("people").getAll();
  return new Promise((done) => (all.onsuccess = () => (db.close(), done(all.result))));
}"""


@pytest.fixture
def site(_app_of_session: Flask) -> Iterator[Site]:
    with browsing.serving(_app_of_session) as base:
        yield Site(base, {})
    with _app_of_session.app_context():
        _empty_tables()


@pytest.fixture
def made(_app_of_session: Flask, site: Site) -> Scene:
    return scene(_app_of_session, site.base, 3)


def tickets(made: Scene) -> list[str]:
    with made.app.app_context():
        found = list(db.session.scalars(select(Registration.ticket)))
        db.session.remove()
    return found


def names_leave(page: Page) -> bool:
    """Whether no name is kept, at the latest some seconds later: a store is removed in steps."""
    for _ in range(300):
        if "Sana" not in str(page.evaluate(CACHED)) and "pin-door-list" not in page.evaluate(STORES):
            return True
        page.wait_for_timeout(100)
    return False


def test_the_cache_holds_an_empty_door_and_the_list_no_secret(made: Scene, window: Window) -> None:
    phone = Phone(made, window(390)).begin()
    cached = phone.page.evaluate(CACHED)
    pages = [path for path in cached if not path.startswith("/static/")]
    assert pages == [f"/events/{made.public_id}/check-in/shell"]
    private = ["Sana", "Guest", made.account, "csrf_token", *made.references, *tickets(made)]
    assert [word for word in private if any(word in cached[page] for page in pages)] == []
    listed = phone.page.evaluate(LISTED)
    assert sorted(listed[0]) == [
        "event", "hash", "name", "organisation", "place", "reference", "state", "there",
    ]  # fmt: skip
    assert [secret for secret in tickets(made) if secret in str(listed)] == []


def test_without_a_wish_no_name_is_kept(made: Scene, window: Window) -> None:
    phone = Phone(made, window(390))
    browsing.sign_in(phone.page, made.base, {"email": made.account, "password": PASSWORD})
    phone.open()
    phone.scan(made.references[0])
    phone.page.wait_for_selector("#answer [data-result=in]")  # the server's word, however long it takes
    phone.wait_until_sent()
    assert phone.page.evaluate(CACHED) == {}
    assert not phone.page.evaluate("localStorage.getItem('pin-door')")
    phone.cut()
    assert phone.scan(made.references[1]) == "kept"
    phone.cut(off=False)
    phone.wait_until_sent()
    assert made.counted() == (2, 2, 2)


def test_signing_out_takes_the_names_but_not_what_waits(made: Scene, window: Window) -> None:
    phone = Phone(made, window(390)).begin()
    phone.page.evaluate("void (window.fetch = () => Promise.reject(new Error('cut')))")
    assert phone.scan(made.references[0]) == "in"
    phone.page.evaluate("document.querySelector('form[action$=\"/sign-out\"] button').click()")
    phone.page.wait_for_url(lambda url: "check-in" not in url)
    assert names_leave(phone.page)
    assert made.counted() == (0, 0, 0)
    browsing.sign_in(phone.page, made.base, {"email": made.account, "password": PASSWORD})
    phone.open()
    phone.wait_until_sent()
    assert made.counted() == (1, 1, 1)


def test_a_right_that_ends_takes_the_names_and_keeps_what_waits(made: Scene, window: Window) -> None:
    """Check 6: the next delivery of an open page is refused, and so is the page."""
    phone = Phone(made, window(390)).begin()
    with made.app.app_context():
        db.session.execute(update(SignIn).values(ended_at=now() - timedelta(seconds=1)))
        db.session.commit()
        db.session.remove()
    phone.scan(made.references[0])
    phone.page.wait_for_selector("[data-signed-out]:not([hidden])")
    phone.page.wait_for_function("() => !localStorage.getItem('pin-door')")
    assert names_leave(phone.page)
    expect(phone.page.locator("[data-waiting]")).to_have_text("1")
    phone.page.goto(made.url)
    assert "/sign-in" in phone.page.url


def test_a_member_who_finds_a_prepared_phone_finds_no_names(made: Scene, window: Window) -> None:
    phone = Phone(made, window(390)).begin()
    with made.app.app_context():
        db.session.execute(update(User).values(role="member"))
        db.session.commit()
        db.session.remove()
    phone.page.goto(made.url)
    assert phone.page.locator("[data-phone]").count() == 0
    assert names_leave(phone.page)


def test_a_list_is_removed_once_the_event_is_long_over(made: Scene, window: Window) -> None:
    phone = Phone(made, window(390)).begin()
    phone.page.clock.install(time=now() + timedelta(days=3))
    phone.cut()
    phone.open()
    phone.page.wait_for_function("() => !localStorage.getItem('pin-door')")
    assert names_leave(phone.page)


def test_a_name_is_found_without_a_network(made: Scene, window: Window) -> None:
    phone = Phone(made, window(390)).begin()
    phone.cut()
    phone.page.fill("#q", "guest 1")
    phone.page.press("#q", "Enter")
    phone.page.wait_for_selector("#found li")
    assert phone.page.locator("#found li").count() == 1
    phone.page.click("#found button")
    phone.page.wait_for_selector("#answer [data-result=in]")
    assert "Sana Guest 1" in phone.page.inner_text("#answer")
    phone.page.click("#answer [data-undo]")
    phone.page.wait_for_selector("#answer [data-result=undone]")
    phone.cut(off=False)
    phone.wait_until_sent()
    assert made.counted() == (0, 0, 2)
