"""Check 54: whatever breaks inside, the answer is a whole page in plain words and with the right status."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, make_response, render_template_string
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from werkzeug.routing import Rule

from pin_app.access import is_anyone, policy
from pin_app.audit.services import record
from pin_app.db import db
from tests.inspector import Inspector, Page

MARK = "mark-of-the-inside"
LEAKS = [
    "Traceback",
    "SELECT ",
    "sqlite",
    "psycopg",
    "pin_app",
    ".py",
    "site-packages",
    "Error(",
    "werkzeug",
    MARK,
]
SAMPLES = {
    "public_id": "abc", "token": "a" * 43, "number": 1, "step": "1", "kind": "xlsx",
    "filename": "css/base.css", "code": "identity", "purpose": "business", "low": "abc", "high": "abd",
    "part": 1, "item_id": "abc", "question_id": "abc", "filter_id": "abc", "import_id": "abc",
    "registration_id": "abc",
    "session_key": "abc", "secret": "abc", "evaluation_id": "abc", "meeting_id": "abc", "paper": "badges",
}  # fmt: skip


def breaks_with_details() -> str:
    raise RuntimeError(f"SELECT password FROM users -- {MARK} in /srv/pin_app/secret.py")


def breaks_in_the_database() -> str:
    record("half.saved", None, note=MARK)
    db.session.execute(text(f"SELECT {MARK.replace('-', '_')} FROM nowhere WHERE x = :x"), {"x": MARK})
    return ""


def breaks_in_the_middle_of_a_page() -> str:
    return render_template_string(
        "<!doctype html><html lang=en><h1>Half</h1>{{ nothing.of.the.kind }}</html>"
    )


BREAKS = (breaks_with_details, breaks_in_the_database, breaks_in_the_middle_of_a_page)
FAULTS = {deed.__name__: deed for deed in BREAKS}


def rooms(app: Flask) -> list[str]:
    """One page for each blueprint, and a file."""
    readable = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return list({rule.endpoint.split(".")[0]: rule.endpoint for rule in readable}.values())


def path_of(app: Flask, rule: Rule) -> str:
    return app.url_map.bind("").build(rule.endpoint, {name: SAMPLES[name] for name in rule.arguments})


def wrong(status: int, answer: Any) -> list[str]:
    """What is wrong with an answer to something that broke."""
    body = answer.get_data(as_text=True)
    found = [f"status {answer.status_code}"] if answer.status_code != status else []
    found += [f"leaks {leak}" for leak in LEAKS if leak in body]
    found += [] if body.rstrip().endswith("</html>") else ["half a page"]
    return found + (Page(body).problems if "<html" in body else ["no page"])


def problems(client: Inspector, monkeypatch: pytest.MonkeyPatch, fault: Callable[[], str]) -> list[str]:
    """Let one page of every blueprint break, in three languages."""
    found = []
    for endpoint in rooms(client.app):
        monkeypatch.setitem(client.app.view_functions, endpoint, policy(is_anyone)(lambda **_: fault()))
        rule = next(rule for rule in client.app.url_map.iter_rules(endpoint) if "GET" in rule.methods)
        for language in ("en", "it", "ur"):
            answer = client.raw.get(path_of(client.app, rule), query_string={"lang": language})
            found += [f"{endpoint} {language}: {problem}" for problem in wrong(500, answer)]
    monkeypatch.undo()
    return found


@pytest.mark.parametrize("name", FAULTS)
def test_a_page_of_any_room_that_breaks_is_answered_safely(
    client: Inspector, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert len(rooms(client.app)) >= 6
    assert problems(client, monkeypatch, FAULTS[name]) == []


def test_every_form_that_breaks_is_answered_safely_and_saves_nothing(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/register")
    token = client.page.csrf_token
    rules = [rule for rule in client.app.url_map.iter_rules() if "POST" in rule.methods]
    assert len(rules) > 10
    for rule in rules:
        view = policy(is_anyone)(lambda **_: breaks_in_the_database())
        monkeypatch.setitem(client.app.view_functions, rule.endpoint, view)
        answer = client.raw.post(path_of(client.app, rule), data={"csrf_token": token})
        assert wrong(500, answer) == [], rule
    db.session.rollback()
    kept = db.session.execute(text("SELECT count(*) FROM audit_entries WHERE action = 'half.saved'")).scalar()
    assert kept == 0


def unavailable(*_: object) -> None:
    raise OperationalError(f"SELECT {MARK}", {}, Exception(MARK))


@pytest.mark.parametrize("path", ["/", "/directory", "/sign-in", "/p/abc", "/admin/", "/account", "/nothing"])
def test_a_database_that_is_away_is_answered_safely(client: Inspector, path: str) -> None:
    client.get("/")
    engine = db.engine
    event.listen(engine, "before_cursor_execute", unavailable)
    try:
        with client.raw.session_transaction() as cookie:
            cookie["_user_id"] = "somebody"
        answer = client.raw.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", unavailable)
    whole = answer.status_code in (200, 302, 404)  # what needs no database may go on
    assert wrong(answer.status_code if whole else 503, answer) == [] or answer.status_code == 302
    if not whole:
        assert int(answer.headers["Retry-After"]) > 0


def test_a_page_that_needs_the_database_says_503(client: Inspector) -> None:
    event.listen(db.engine, "before_cursor_execute", unavailable)
    try:
        answer = client.raw.get("/directory")
    finally:
        event.remove(db.engine, "before_cursor_execute", unavailable)
    assert wrong(503, answer) == []
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("POST", "/", 405), ("POST", "/sign-out", 400), ("GET", "/admin/", 302)],
)
def test_refusals_are_whole_pages_too(client: Inspector, method: str, path: str, status: int) -> None:
    answer = client.raw.open(path, method=method)
    assert answer.status_code == status
    assert status == 302 or wrong(status, answer) == []


def test_a_body_that_is_too_large_is_answered_safely(client: Inspector) -> None:
    client.get("/register")
    data = {"csrf_token": client.page.csrf_token, "name": "x" * 1_000_000}
    assert wrong(413, client.raw.post("/register", data=data)) == []


def careless(answer: Callable[[Exception], Any], app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a handler of errors that tells or hides too much."""
    monkeypatch.setitem(app.error_handler_spec[None][None], Exception, answer)


def plant(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    view = policy(is_anyone)(lambda **_: breaks_with_details())
    monkeypatch.setitem(client.app.view_functions, "home.help", view)
    return wrong(500, client.raw.get("/help"))


def test_the_check_sees_a_trace(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    careless(lambda _: (traceback.format_exc(), 500), client.app, monkeypatch)
    assert {"leaks Traceback", "leaks SELECT ", "leaks .py", f"leaks {MARK}"} <= set(
        plant(client, monkeypatch)
    )


def test_the_check_sees_half_a_page_with_status_200(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(lambda _: make_response("<!doctype html><html lang=en><h1>Half</h1>"), client.app, monkeypatch)
    assert {"status 200", "half a page"} <= set(plant(client, monkeypatch))


def test_the_check_sees_an_error_that_is_told_in_its_own_words(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(lambda error: (f"<html><h1>{error}</h1></html>", 500), client.app, monkeypatch)
    assert f"leaks {MARK}" in plant(client, monkeypatch)
