"""Check 11: odd types and sizes in any parameter are answered, never with 5xx."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pin_app.db import db
from pin_app.profiles import queries, services
from pin_app.profiles.forms.parts import Guarded
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.trust.walker import FoundForm, Walker, encoded, forget_tries, in_path

ALONE = (
    "",
    "-1",
    "9223372036854775808",
    "9" * 5_000,
    "NaN",
    "a\x00b",
    "\ud800",
    "٣",
)  # in one field at a time
TOGETHER = (
    "0", "2147483648", "1e400", "[]", '{"a": 1}', "\x00", "'", "%s%n{{7*7}}", "0001-01-01", "9999-12-31",
)  # fmt: skip
ODD = ALONE + TOGETHER
SHARES = (pytest.param(3, id="each_third"), pytest.param(1, id="all", marks=pytest.mark.thorough))
"""Of the odd values each address is given every third one, one address beginning where the last one ended."""
HUGE = "x" * 1_000_000


@pytest.fixture
def walker(app: Flask) -> Walker:
    """An administrator who owns profiles in several states, and so reaches every kind of page."""
    user = person("admin@example.org", role="administrator", party_kind="italian_firm")
    terms = {"direction": "invest", "max_eur": 5000}
    for state in ("draft", "submitted", "published"):
        made = profile("investor", state, owner=user, offers=["Capitale"], needs=["Officine"], terms=terms)
    services.add_member(made, person("other@example.org"), by=user)
    db.session.commit()
    return Walker(Inspector(app), user)


def of_forms(walker: Walker, only: str = "", share: int = 1) -> list[str]:
    """Forms and fields that an odd value breaks."""
    found: list[str] = []
    hands = dealt(ALONE, share)
    for form in asked(walker, only):
        for name in form.names:
            found += _of_field(walker, form, name, next(hands))
        for value in TOGETHER:
            found += _said(
                walker.send("POST", form.action, _body(walker, form, form.names, value)), form.action, value
            )
        found += _said(
            walker.send("POST", form.action, _body(walker, form, form.names[:1], HUGE)), form.action, "1 MB"
        )
    return found


def asked(walker: Walker, only: str = "") -> list[FoundForm]:
    """The forms that ask for something; mere buttons have no field to vary."""
    found = [form for form in walker.forms.values() if form.method == "post" and form.names]
    return [form for form in found if only in form.action]


def _of_field(walker: Walker, form: FoundForm, name: str, odd: Iterable[str]) -> list[str]:
    found: list[str] = []
    token = walker.token()
    forget_tries()
    for value in odd:
        body = _body(walker, form, (name,), value, token)
        found += _said(walker.send("POST", form.action, body), f"{form.action} {name}", value)
    twice = encoded([(name, "1"), (name, "-1")]) + b"&" + _body(walker, form, (name,), "[]", token)
    return found + _said(walker.send("POST", form.action, twice), f"{form.action} {name}", "twice")


def _body(walker: Walker, form: FoundForm, names: tuple[str, ...], value: str, token: str = "") -> bytes:
    kept = [(name, held) for name, held in form.fields if name not in (*names, "csrf_token", "do") and held]
    return encoded([("csrf_token", token or walker.token()), *kept, *((name, value) for name in names)])


def dealt(values: Sequence[str], share: int) -> Iterator[list[str]]:
    """Hands of the values, without an end: everything each time, or one part after the other."""
    return cycle([[*values[first::share]] for first in range(share)])


def of_queries(walker: Walker, only: str = "", share: int = 1) -> list[str]:
    """Pages that an odd value behind the question mark breaks."""
    found: list[str] = []
    hands = dealt(ODD, share)
    for rule in walker.rules():
        if "GET" not in (rule.methods or ()) or rule.arguments or only not in rule.rule:
            continue
        for name in walker.asked_by(rule):
            for value in next(hands):
                status = walker.send("GET", f"{rule.rule}?{encoded([(name, value)]).decode()}")
                found += _said(status, f"{rule.rule}?{name}", value)
    return found


def of_paths(walker: Walker, only: str = "", share: int = 1) -> list[str]:
    """Routes that an odd value in the path breaks, with either method."""
    token, found, hands = walker.token(), [], dealt([*filter(None, ODD)], share)
    for rule in [rule for rule in walker.rules() if rule.arguments and only in rule.rule]:
        for value in next(hands):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                body = encoded([("csrf_token", token)]) if method == "POST" else b""
                found += _said(walker.send(method, _filled(rule, value), body), rule.rule, value)
    return found


def _filled(rule: Rule, value: str) -> str:
    return re.sub(r"<[^>]*>", lambda _: in_path(value), rule.rule)


def _said(status: int, where: str, value: str) -> list[str]:
    return [f"{status} {where} {value[:20]!r}"] if status >= 500 and status != 503 else []


@pytest.mark.parametrize("share", SHARES)
def test_no_odd_value_in_any_form_breaks_a_page(walker: Walker, share: int) -> None:
    draft = db.session.query(Profile).filter_by(state="draft").one()
    walker.crawl(*(f"/profiles/{draft.public_id}/edit/{step}" for step in "4321"))
    walker.crawl(
        "/", "/profiles/mine", "/reviews", "/matches", "/directory", "/account", "/admin/", "/register"
    )
    assert {f"/profiles/{draft.public_id}/edit/{step}" for step in "1234"} <= {
        f.action for f in asked(walker)
    }
    assert of_forms(walker, share=share) == []
    assert [f.action for f in asked(walker) if walker.answers[f"POST {f.action}"] <= {400, 413}] == []


def test_no_odd_value_from_a_visitor_breaks_a_page(app: Flask) -> None:
    walker = Walker(Inspector(app), None)
    walker.crawl("/sign-in", "/register", "/forgotten")
    assert {f.action for f in asked(walker)} >= {"/sign-in", "/register", "/forgotten"}
    assert of_forms(walker) == []


@pytest.mark.parametrize("share", SHARES)
def test_no_odd_value_behind_the_question_mark_breaks_a_page(walker: Walker, share: int) -> None:
    walker.crawl("/", "/directory", "/reviews", "/people", "/outbox", "/audit", "/matches")
    assert of_queries(walker, share=share) == []


@pytest.mark.parametrize("share", SHARES)
def test_no_odd_value_in_a_path_breaks_a_page(walker: Walker, share: int) -> None:
    walker.crawl("/help")
    assert of_paths(walker, share=share) == []


def test_the_check_sees_a_number_that_no_column_holds(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trusting(public_id: str) -> Any:
        return db.session.get(Profile, int(public_id))

    monkeypatch.setattr(queries, "by_public_id", trusting)
    walker.crawl("/help")
    assert [problem for problem in of_paths(walker, "/p/<") if "922337203685477" in problem] != []


def test_the_check_sees_a_form_without_its_guards(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    def trusting(made: Profile, by: Any, **values: Any) -> None:
        made.founded = int(values.get("founded") or 0)

    monkeypatch.setattr(Guarded, "__call__", lambda self, form, field: None)
    monkeypatch.setattr(services, "save", trusting)
    walker.crawl("/profiles/mine")
    assert [problem for problem in of_forms(walker, "/edit/1") if "founded" in problem] != []
