"""Check 25 and fault F13: when the store refuses the nth row of a flow, nothing of the flow is kept.

A trigger in the store fails one chosen insert; the flow is sent over HTTP, and tables are compared.
"""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.audit.services import check_chain
from pin_app.db import db
from pin_app.introductions.models import Introduction, IntroductionMail, IntroductionStep
from pin_app.introductions.routes import deciding
from pin_app.mail.models import OutgoingMail
from pin_app.matches.learning.models import MatchAnswer
from tests.factories.introductions import introduction, sides, suggest
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.trust.refusing import Flow, cases, counts, failing, named, send, standing

TABLES = (Introduction, IntroductionStep, IntroductionMail, OutgoingMail, AuditEntry, MatchAnswer)


def _as(client: Inspector, made: Introduction, which: str) -> str:
    profile = made.first if which == "first" else made.second
    assert profile is not None and profile.owner is not None
    signed_in(client, profile.owner)
    return f"/introductions/{made.public_id}"


def asking(client: Inspector) -> tuple[str, dict[str, str]]:
    mine, partner = sides()
    suggest(mine, partner)
    signed_in(client, mine.owner or person())
    return f"/introductions/new?profile={mine.public_id}&partner={partner.public_id}&purpose=business", {}


def first_yes(client: Inspector) -> tuple[str, dict[str, str]]:
    return _as(client, introduction("first_asked"), "first") + "/answer", {"answer": "yes"}


def second_yes(client: Inspector) -> tuple[str, dict[str, str]]:
    return _as(client, introduction("second_asked"), "second") + "/answer", {"answer": "yes"}


def second_no(client: Inspector) -> tuple[str, dict[str, str]]:
    return _as(client, introduction("second_asked"), "second") + "/answer", {"answer": "no"}


def withdrawing(client: Inspector) -> tuple[str, dict[str, str]]:
    return _as(client, introduction("introduced"), "first") + "/withdraw", {"withdraw-reason": "no_time"}


# How many rows each flow adds to each table, in the order of TABLES.
FLOWS: dict[Flow, tuple[int, ...]] = {
    asking: (1, 1, 0, 0, 1, 0),
    first_yes: (0, 2, 1, 1, 2, 1),
    second_yes: (0, 2, 2, 2, 2, 1),
    second_no: (0, 1, 1, 1, 1, 1),
    withdrawing: (0, 1, 1, 1, 1, 0),
}


@pytest.mark.parametrize(("flow", "table", "number"), cases(FLOWS, TABLES), ids=named)
def test_a_refused_row_leaves_nothing_and_the_next_try_works(
    client: Inspector, flow: Flow, table: type, number: int
) -> None:
    address, data = flow(client)
    before = standing(TABLES)
    with failing(table, number):
        assert send(client, address, data) in (500, 503)
        assert standing(TABLES) == before
    assert send(client, address, data) == 302
    assert check_chain().is_whole


@pytest.mark.parametrize("flow", FLOWS, ids=named)
def test_each_flow_writes_as_many_rows_as_the_cases_assume(client: Inspector, flow: Flow) -> None:
    address, data = flow(client)
    before = counts(TABLES)
    assert send(client, address, data) == 302
    added = tuple(now - then for now, then in zip(counts(TABLES), before, strict=True))
    assert added == FLOWS[flow]


def test_the_check_sees_half_a_flow(app: Flask, client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    address, data = second_yes(client)
    before = standing(TABLES)
    answer = deciding.services.answer

    def in_two_parts(*given: object) -> None:
        introduction_ = given[0]
        assert isinstance(introduction_, Introduction)
        introduction_.version += 1
        db.session.commit()
        answer(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(deciding.services, "answer", in_two_parts)
    with failing(OutgoingMail, 1):
        send(client, address, data)
        assert standing(TABLES) != before
