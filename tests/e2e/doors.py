"""A door with phones in a real browser, and a count of what the server has of what they scanned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import func, select

from pin_app.checkin.models import CheckIn, Scan
from pin_app.db import db, now
from tests.e2e import browser as browsing
from tests.factories import events
from tests.factories.people import PASSWORD, person

READY = "() => !document.querySelector('[data-phone]').hidden"
WAITING = """async () => {
  const opened = indexedDB.open("pin-door");
  const db = await new Promise((done) => (opened.onsuccess = () => done(opened.result)));
  const asked = db.transaction("waiting").objectStore("waiting").count();
  return new Promise((done) => (asked.onsuccess = () => (db.close(), done(asked.result))));
}"""


@dataclass
class Scene:
    """An event that is under way, who is expected, and the organiser's account."""

    app: Flask
    base: str
    public_id: str
    account: str
    references: list[str]
    waiting: str
    sent: int = 0

    @property
    def url(self) -> str:
        return f"{self.base}/events/{self.public_id}/check-in"

    def counted(self) -> tuple[int, int, int]:
        """Check-ins of people, people who are there, and scans that the server keeps."""
        with self.app.app_context():
            there = (
                select(func.count()).select_from(CheckIn),
                select(func.count(CheckIn.registration_id.distinct())),
            )
            found = (*(db.session.scalar(one) or 0 for one in there), db.session.query(Scan).count())
            db.session.remove()
        return found


def scene(app: Flask, base: str, size: int) -> Scene:
    """Make an event with so many guests, which began an hour ago."""
    with app.app_context():
        by = person(role="organiser")
        start = now() - timedelta(hours=1)
        zone = events.by_day()
        made = events.event(by, starts_at=start, ends_at=start + timedelta(hours=9), time_zone=zone)
        guests = [
            events.registration(made, given_name="Sana", surname=f"Guest {n}", organisation="Sana")
            for n in range(size)
        ]
        waits = events.registration(made, "waiting", surname="Waits")
        found = Scene(app, base, made.public_id, by.email, [one.reference for one in guests], waits.reference)
        db.session.remove()
    return found


@dataclass
class Phone:
    """One phone at the door."""

    scene: Scene
    page: Page
    shown: list[str] = field(default_factory=list)

    def begin(self) -> Phone:
        """Sign in, open the door and prepare the phone for work without a network."""
        browsing.sign_in(self.page, self.scene.base, {"email": self.scene.account, "password": PASSWORD})
        self.open()
        self.page.click("[data-prepare]")
        self.page.wait_for_selector("[data-prepared]:not([hidden])")
        self.page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
        return self

    def open(self) -> None:
        self.page.goto(self.scene.url)
        self.page.wait_for_function(READY)

    def scan(self, code: str) -> str:
        """Type a code; returns what the phone answers at once."""
        self.page.evaluate("document.getElementById('answer').replaceChildren()")
        self.page.fill("#code", code)
        self.page.press("#code", "Enter")
        self.page.wait_for_selector("#answer [data-result]")
        self.scene.sent += 1
        return self.page.get_attribute("#answer [data-result]", "data-result") or ""

    def scan_all(self, codes: Iterable[str]) -> list[str]:
        return [self.scan(code) for code in codes]

    def cut(self, off: bool = True) -> None:
        self.page.context.set_offline(off)

    def wait_for_count(self, words: str) -> None:
        self.page.wait_for_selector(f"#door-count :text('{words}')")

    def wait_until_sent(self) -> None:
        """Wait until the server has what the phone kept: what the page tells of it comes a moment later."""
        for _ in range(900):
            if self.page.evaluate(WAITING) == 0:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the phone still keeps scans")
