"""Check 1: every function has an explicit right: each route and method, walked as each role, answers as kept.

`matrix.txt` holds a line for every route and method. When a right changes on purpose, or a route is new,
write it anew with `PIN_WRITE_MATRIX=1 pytest tests/trust/test_01_every_function.py` and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from pin_app.access import is_anyone, is_staff
from pin_app.accounts.models import Consent, SignedLink, User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.matches.models import Verdict
from pin_app.profiles.models import Profile, ProfileMember
from tests.trust.cast import ROLES, Cast

KEPT = Path(__file__).with_name("matrix.txt")
REFUSED = ("sign-in", "403", "404")
ENDS_SESSION = ("/sign-out", "/reset/", "/confirm/")


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Every method of every route, in order."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield method, rule


def told(answer: TestResponse, rule: Rule, app: Flask) -> str:
    """The class of an answer: its status, or that it asks to sign in first."""
    goal = urlsplit(answer.headers.get("Location", "")).path
    if goal == "/sign-in" and getattr(app.view_functions[rule.endpoint], "policy", None) is not is_anyone:
        return "sign-in"
    return str(answer.status_code)


def standing(public_id: str) -> list[object]:
    """What a refused request must leave as it is."""
    db.session.rollback()
    counts = [
        db.session.scalar(select(func.count()).select_from(model))
        for model in (AuditEntry, OutgoingMail, Profile, ProfileMember, Verdict, Consent, SignedLink)
    ]
    people = db.session.execute(select(User.id, User.role, User.active, User.email).order_by(User.id)).all()
    found = db.session.scalar(select(Profile).where(Profile.public_id == public_id))
    return [counts, people, (found.state, found.owner_id, found.name) if found else None]


def cell(cast: Cast, method: str, rule: Rule, role: str) -> str:
    """Send one request as one role; a refused one that changes something is marked."""
    browser, address = cast.browser(role), cast.address(rule)
    public_id = address.split("/")[2] if "public_id" in rule.arguments else ""
    before = standing(public_id) if method == "POST" else None
    data = {"csrf_token": browser.page.csrf_token} if method == "POST" else None
    response = browser.send(method, address, data=data)
    answer = told(response, rule, cast.app)
    response.close()
    if method == "POST" and answer in REFUSED and standing(public_id) != before:
        answer += "!"
    if method == "POST" and rule.rule.startswith(ENDS_SESSION):
        cast.browsers.pop(role)
    return answer


def walked(app: Flask, only: str = "") -> list[str]:
    """One line for every route and method: what each role is answered."""
    cast = Cast.of(app)
    found = []
    for method, rule in routes(app):
        if rule.rule.startswith(only):
            answers = [f"{role}={cell(cast, method, rule, role)}" for role in ROLES]
            found.append(f"{method} {rule.rule}: {' '.join(answers)}")
    return found


def kept(only: str = "") -> list[str]:
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.split(" ", 1)[1].startswith(only)]


def test_every_route_answers_every_role_as_kept(app: Flask) -> None:
    found = walked(app)
    if os.environ.get("PIN_WRITE_MATRIX"):
        KEPT.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert sorted(set(found) ^ set(kept())) == []
    assert [line for line in found if "!" in line] == []


def test_the_check_sees_a_route_that_nobody_has_listed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = Rule("/reviews/all", methods=["GET"], endpoint="home.help")
    extra.bind(app.url_map)
    monkeypatch.setattr(app.url_map, "iter_rules", lambda: [extra])
    found = walked(app)
    assert [line.split(":")[0] for line in found] == ["GET /reviews/all"]
    assert set(found) & set(kept()) == set()


def test_the_check_sees_a_wider_right(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    view = app.view_functions["profiles.review_queue"]
    assert view.policy is is_staff  # type: ignore[attr-defined]
    wide = lambda: "everything"  # noqa: E731
    wide.policy = is_anyone  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "profiles.review_queue", wide)
    changed = set(walked(app, "/reviews")) - set(kept("/reviews"))
    assert [line.split(": ")[0] for line in changed] == ["GET /reviews"]
