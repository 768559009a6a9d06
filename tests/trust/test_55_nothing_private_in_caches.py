"""Check 55: what a person sees is kept by no cache, and nobody gets it from one."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app import security
from tests.inspector import Inspector
from tests.trust.cast import ROLES, Cast
from tests.trust.test_01_every_function import routes


def problems(app: Flask) -> list[str]:
    """Answers to people that a cache may keep, or that it may give to others."""
    cast, found = Cast.of(app), []
    for method, rule in routes(app):
        if method == "GET" and rule.endpoint != "static":
            for role in (ROLES[0], "owner", "administrator"):
                answer = cast.browser(role).send("GET", cast.address(rule))
                wanted = "no-store" if role != ROLES[0] else "no-cache"
                kept = answer.headers.get("Cache-Control", "")
                found += [f"{role} {rule.rule} {kept}"] if wanted not in kept and kept != "no-store" else []
                found += [f"{role} {rule.rule} vary"] if "Cookie" not in answer.headers["Vary"] else []
                answer.close()
    return found


def test_no_cache_keeps_what_a_person_sees(app: Flask) -> None:
    assert problems(app) == []


def test_answers_to_forms_are_kept_by_nobody(client: Inspector) -> None:
    client.get("/sign-in")
    assert client.post("/sign-in", {}, status=422).headers["Cache-Control"] == "no-store"


@pytest.mark.thorough
def test_the_check_sees_a_page_that_a_cache_may_keep(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "TOKEN", "nobody")
    assert "owner /account no-cache" in problems(app)
