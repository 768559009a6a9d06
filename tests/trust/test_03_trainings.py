"""Checks 3 and 7 in the room of trainings: who takes part is read by who runs it and by staff alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pin_app.db import db
from pin_app.trainings import queries, services
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import registration
from tests.factories.people import person
from tests.factories.trainings import check_in, date_of, series
from tests.trust.cast import ROLES, Cast
from tests.trust.walker import forget_tries

MARKS = ("Secretname", "Secretfirm", "secret@example.org")
RUN_IT = {"second", "staff", "administrator"}
ROOMS = ("/trainings", "/evaluations", "/certificates", "/events/<public_id>")


@pytest.fixture
def cast(app: Flask) -> Cast:
    return Cast.of(app)


@pytest.fixture
def made(cast: Cast) -> TrainingSeries:
    """A series of another organiser than that of the cast, with one person who got a certificate."""
    by = cast.people["second"] = person("second@example.org", role="organiser")
    found = series(by)
    past, coming = date_of(found, by, weeks=-8), date_of(found, by)
    same = {"surname": MARKS[0], "organisation": MARKS[1], "email": MARKS[2]}
    check_in(registration(past, **same))
    registration(coming, **same)
    services.issue(found, by)
    services.open_evaluation(found, None, by)
    db.session.commit()
    return found


def addresses(cast: Cast, made: TrainingSeries) -> Iterator[str]:
    """Every page of the room, with each thing of the series."""
    event = queries.dates_of([made])[made.id][0]
    given = {
        "number": queries.certificates_in(made)[0].number,
        "session_key": queries.counted_sessions(made)[0].key,
        "evaluation_id": queries.evaluations_of(made)[0].public_id,
        "secret": "x", "token": "x",
    }  # fmt: skip
    for rule in cast.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule.startswith(ROOMS) and _fits(rule, given):
            own = event.public_id if rule.rule.startswith("/events") else made.public_id
            named = {name: (given | {"public_id": own})[name] for name in rule.arguments}
            yield str(cast.app.url_map.bind("").build(rule.endpoint, named))


def _fits(rule: Rule, given: dict[str, str]) -> bool:
    own = {"public_id"} if rule.rule.startswith("/events") else {*given, "public_id"}
    return set(rule.arguments) <= own


def seen(cast: Cast, made: TrainingSeries) -> dict[str, set[str]]:
    """Which roles have found which mark."""
    found: dict[str, set[str]] = {mark: set() for mark in MARKS}
    for role in (*ROLES, "second"):
        browser = cast.enter(role)
        for address in addresses(cast, made):
            forget_tries()
            with browser.send("GET", address) as answer:
                text = _text(answer.get_data())
            for mark in MARKS:
                if mark in text:
                    found[mark].add(role)
    return found


def _text(data: bytes) -> str:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b" ".join(book.read(name) for name in book.namelist())
    return data.decode("utf-8", "replace")


def test_who_takes_part_is_read_by_who_runs_it_and_by_staff(cast: Cast, made: TrainingSeries) -> None:
    assert len(list(addresses(cast, made))) > 20
    assert seen(cast, made) == dict.fromkeys(MARKS, RUN_IT)


def test_the_other_organiser_finds_no_page_of_it(cast: Cast, made: TrainingSeries) -> None:
    browser, own = cast.enter("organiser"), f"/trainings/{made.public_id}/"
    pages = [address for address in addresses(cast, made) if address.startswith(own)]
    open_to_all = (f"{own}register", f"{own}register/sent")
    told = {address: browser.send("GET", address).status_code for address in pages}
    assert {address for address, status in told.items() if status != 404} == set(open_to_all)
