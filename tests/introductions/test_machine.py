"""Contact is visible exactly between the second yes and an end; no step is skipped; no pair stands twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from pin_app.db import db
from pin_app.introductions import policies, states
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import ending, mailing
from tests.factories.introductions import introduction
from tests.introductions.machine import ENDS, SETTINGS, STEPS, Machine

Plant = Callable[[pytest.MonkeyPatch], None]


def walk(app: Flask, *deeds: str) -> None:
    """Do some deeds one after the other, a number going that many steps onward; look after each."""
    Machine.app = app
    machine = Machine()
    machine.begin()
    for deed in deeds:
        if deed.isdigit():
            machine.onward(int(deed))
        elif deed in ENDS:
            machine.ending(0, deed)
        elif deed in STEPS:
            machine.another_step(deed)
        elif deed == "time":
            machine.time_passes(0)
        else:
            machine.leaving(0, "first", deed)
        machine.look()


WALKS: dict[str, tuple[str, ...]] = {
    "all the way": ("1", "1", "1", "1", "1", "1", "1"),
    "too early": ("1", "ask_first", "ask_second", "second_yes", "first_yes", "approve", "ask_second", "meet"),
    "the first says no": ("3", "first_no", "first_yes"),
    "the second says no": ("4", "second_no", "second_yes"),
    "nobody answers": ("3", "time", "first_yes"),
    "staff reject": ("1", "reject", "approve"),
    "the first withdraws": ("5", "first", "meet"),
    "the second withdraws before answering": ("4", "second"),
    "staff withdraw after the outcome": ("7", "staff"),
    "a problem": ("5", "settle", "report", "settle", "3"),
    "consent is taken back": ("5", "consent", "5"),
    "one side leaves": ("6", "leave"),
    "one side is deleted": ("5", "delete"),
}


@pytest.mark.parametrize("way", WALKS)
def test_what_must_hold_holds_on_the_way(app: Flask, way: str) -> None:
    walk(app, *WALKS[way])


def test_all_events_in_all_orders(app: Flask) -> None:
    Machine.app = app
    run_state_machine_as_test(Machine, settings=SETTINGS)


def test_the_ways_lead_through_every_state(app: Flask) -> None:
    Machine.reached.clear()
    for way in WALKS.values():
        walk(app, *way)
    assert Machine.reached == set(states.STATES) - {"accepted"}  # which lasts no longer than a transaction


def contact_at_the_question(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(policies, "CONTACT", ("second_asked", *states.CONTACT))


def contact_after_the_end(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(policies, "CONTACT", (*states.CONTACT, "withdrawn"))


def mails_go_out_after_the_end(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(mailing, "hold_back", lambda introduction: None)


def who_leaves_stays_reachable(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ending, "leave", lambda profile: 0)


def second_asked_before_the_first_says_yes(patch: pytest.MonkeyPatch) -> None:
    row = states.TRANSITIONS["ask_second"]
    patch.setitem(
        states.TRANSITIONS, "ask_second", replace(row, before=("approved", *row.before), needs_yes_of="")
    )


def asked_without_approval(patch: pytest.MonkeyPatch) -> None:
    row = states.TRANSITIONS["ask_first"]
    patch.setitem(states.TRANSITIONS, "ask_first", replace(row, before=("suggested", "approved")))


FAULTS: dict[Plant, str] = {
    contact_at_the_question: "all the way",
    contact_after_the_end: "the first withdraws",
    mails_go_out_after_the_end: "the first withdraws",
    who_leaves_stays_reachable: "consent is taken back",
    second_asked_before_the_first_says_yes: "too early",
    asked_without_approval: "too early",
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch, plant: Plant) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        walk(app, *WALKS[FAULTS[plant]])


def test_the_store_itself_refuses_a_second_standing_introduction(app: Flask) -> None:
    made = introduction("approved")
    columns = {
        name: getattr(made, name)
        for name in Introduction.__table__.columns.keys()  # noqa: SIM118 -- a collection of columns, not of names
        if name not in ("id", "public_id")
    }
    second = columns | {"public_id": "twin", "first_id": made.second_id, "second_id": made.first_id}
    with pytest.raises(IntegrityError):
        db.session.execute(insert(Introduction).values(**second))
    db.session.rollback()
