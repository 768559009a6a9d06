"""What staff write for each other stands on their own pages: on no page, in no file or mail of others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.desk.routes import pair as pairs
from pin_app.desk.services import decisions, keeping, proposing
from pin_app.desk.services.decisions import Both
from pin_app.desk.services.proposing import Proposal
from pin_app.introductions import actors, services
from pin_app.mail.models import OutgoingMail
from pin_app.matches import routes
from pin_app.matches import services as matches
from tests.factories.introductions import side
from tests.factories.pairs import address, suggested
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.walker import Walker

NOTE, VIEW = "notemarkerzzz", "viewmarkerzzz"
WORD = "verdictmarkerzzz"
FILES = ("csv", "csv-excel", "xlsx")


@pytest.fixture
def both(app: Flask, marco: User, nadia: User) -> Both:
    """A pair with notes, decisions, a view and words, that is introduced in the end."""
    low, high = side(owner=person("low@example.org")), side("italian_firm", owner=person("high@example.org"))
    suggested(low, (high, 0.9))
    suggested(high, (low, 0.9))
    matches.say(low, high, "business", "interested", low.owner, note=WORD)
    made = Both("business", low, high)
    keeping.write_note(made, f"{NOTE}: she owes him money", marco)
    keeping.save_view(marco, VIEW, {"purpose": "business"})
    decisions.assign(made, nadia, marco, 0)
    decisions.postpone(made, now().date() + timedelta(days=2), nadia, 1)
    decisions.undo(made, nadia, 2)
    introduction = proposing.propose(made, Proposal("low", "Good day.", "Buongiorno."), marco, 3)
    services.answer(introduction, "yes", actors.by_link("first"))
    services.answer(introduction, "yes", actors.by_link("second"))
    db.session.commit()
    return made


def read(browser: Inspector, url: str) -> str:
    """An answer as text; a workbook unpacked."""
    answer = browser.send("GET", url)
    data = answer.get_data()
    answer.close()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b" ".join(book.read(name) for name in book.namelist())
    return data.decode("utf-8", "replace")


def pages_of(app: Flask, user: User) -> Iterator[str]:
    """Everything that a person reaches by following links."""
    walker = Walker(Inspector(app), user)
    walker.crawl("/", "/matches", "/introductions", "/matches?view=interested", "/profiles/mine", "/account")
    assert len(walker.urls) > 15
    for url in walker.urls:
        yield read(walker.client, url)


def found(app: Flask, user: User) -> set[str]:
    texts = "".join(pages_of(app, user))
    return {marker for marker in (NOTE, VIEW, WORD) if marker in texts}


@pytest.mark.parametrize("which", ["low", "high"])
def test_no_page_of_a_member_tells_what_staff_write(app: Flask, both: Both, which: str) -> None:
    assert found(app, getattr(both, which).owner) == set()


def test_staff_read_it_on_the_page_of_the_pair(desk: Inspector, both: Both) -> None:
    texts = [read(desk, address(both)), read(desk, "/desk")]
    assert [NOTE in texts[0], VIEW in texts[1]] == [True, True]


def test_it_goes_out_in_no_file_and_no_mail(desk: Inspector, both: Both) -> None:
    files = [read(desk, f"/exchange/profiles/{kind}") for kind in FILES]
    mails = [f"{mail.subject}{mail.body}{mail.html}" for mail in db.session.query(OutgoingMail)]
    assert len(mails) >= 4
    assert [marker for marker in (NOTE, VIEW, WORD) for text in (*files, *mails) if marker in text] == []


def test_nobody_else_opens_the_page(app: Flask, both: Both) -> None:
    for user in (both.low.owner, person(role="organiser")):
        browser = signed_in(Inspector(app), user)
        answer = browser.send("GET", address(both))
        assert (answer.status_code, NOTE in answer.get_data(as_text=True)) == (403, False)


def test_the_check_sees_a_page_that_members_may_open(
    app: Flask, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = routes.render_template
    note = pairs.one.known("business", both.low, both.high).notes[0].text
    monkeypatch.setattr(routes, "render_template", lambda name, **facts: shown(name, **facts) + note)
    assert found(app, both.low.owner) == {NOTE}
