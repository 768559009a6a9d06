"""Check 24: an introduction takes its steps in order, whatever is sent to whichever address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.introductions import actors, queries, services, states
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import links
from tests.factories.introductions import introduction, suggest
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

STATES = ("suggested", "approved", "first_asked", "second_asked", "introduced", "met", "outcome_recorded")
# Which side's yes and which "we have met" is taken in which state.
TAKEN = {("first_asked", "first"), ("second_asked", "second"), ("introduced", "met")}


def state_of(made: Introduction) -> str:
    db.session.rollback()
    return db.session.get_one(Introduction, made.id).state


def after(client: Inspector, made: Introduction, deed: str) -> str:
    """Send one deed to its address, as who may do it, and say where it led."""
    side = "second" if deed == "second" else "first"
    profile = made.second if side == "second" else made.first
    assert profile is not None and profile.owner is not None
    signed_in(client, profile.owner).get("/introductions")
    token = {"csrf_token": client.page.csrf_token}
    address = f"/introductions/{made.public_id}/" + ("met" if deed == "met" else "answer")
    answer = client.send("POST", address, data=token | {"answer": "yes"})
    assert answer.status_code in (302, 404, 409)
    if deed != "met":
        client.send("POST", links.path_to_answer(made, side), data=token | {"answer": "yes"})
    return state_of(made)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("deed", ["first", "second", "met"])
def test_a_step_is_taken_in_its_state_and_in_no_other(client: Inspector, state: str, deed: str) -> None:
    made = introduction(state)
    assert (after(client, made, deed) != state) == ((state, deed) in TAKEN)


def test_a_request_is_not_asked_before_staff_have_approved_it(client: Inspector) -> None:
    made = introduction("suggested")
    with pytest.raises(Exception, match="not possible"):
        services.ask_first(made, person(role="staff"))
    assert after(client, made, "first") == "suggested"


def test_a_declined_one_cannot_be_taken_up_again(client: Inspector) -> None:
    made = introduction("second_asked")
    services.answer(made, "no", actors.by_link("second"))
    db.session.commit()
    assert [after(client, made, deed) for deed in ("first", "second", "met")] == ["declined"] * 3


def test_every_step_of_the_way_is_written_down(app: Flask) -> None:
    mine = introduction("outcome_recorded")
    assert [(step.event, step.to_state) for step in queries.steps_of(mine)] == [
        ("propose", "suggested"), ("approve", "approved"), ("ask_first", "first_asked"),
        ("first_yes", "first_asked"), ("ask_second", "second_asked"), ("second_yes", "accepted"),
        ("introduce", "introduced"), ("meet", "met"), ("record_outcome", "outcome_recorded"),
    ]  # fmt: skip


def test_the_check_sees_an_answer_before_the_question(
    client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = states.TRANSITIONS["meet"]
    monkeypatch.setitem(states.TRANSITIONS, "meet", replace(row, before=("second_asked", *row.before)))
    made = introduction("second_asked")
    assert made.first is not None and made.second is not None
    suggest(made.first, made.second)
    assert after(client, made, "met") == "met"
