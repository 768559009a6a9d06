"""Decisions on a pair: written down, taken back, and never undone silently by a second colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.desk import words  # noqa: F401 -- registers what refusals say
from pin_app.desk.models import Decision, PairEvent
from pin_app.desk.services import decisions, selecting
from pin_app.errors import PinError
from pin_app.profiles.models import Profile
from tests.factories.pairs import count, pair
from tests.factories.people import person
from tests.store import at_once

SOON = timedelta(days=14)


def trail() -> list[str]:
    found = select(AuditEntry.action).where(AuditEntry.action.like("desk.%")).order_by(AuditEntry.id)
    return list(db.session.scalars(found))


def test_each_decision_raises_the_version_and_leaves_one_row(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    decisions.assign(both, nadia, marco, 0)
    decisions.postpone(both, now().date() + SOON, marco, 1)
    decided = decisions.reject(both, "weak", nadia, 2)
    assert (decided.state, decided.reason, decided.until, decided.version) == ("rejected", "weak", None, 3)
    assert decided.assigned_to is nadia
    assert trail() == ["desk.assigned", "desk.postponed", "desk.rejected"]
    assert [event.action for event in db.session.query(PairEvent).order_by(PairEvent.id)] == [
        "assigned",
        "postponed",
        "rejected",
    ]


def test_who_comes_second_is_told_what_the_first_did(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    decisions.reject(both, "weak", marco, 0)
    with pytest.raises(PinError, match="Marco Bassi has just rejected this pair") as refused:
        decisions.postpone(both, now().date() + SOON, nadia, 0)
    assert refused.value.code == "desk.overtaken_rejected"
    assert trail() == ["desk.rejected"]


def test_the_same_decision_of_the_same_person_again_is_the_first_one(app: Flask, marco: User) -> None:
    both = pair()
    for _ in range(2):
        decided = decisions.reject(both, "weak", marco, 0)
    assert (decided.version, trail()) == (1, ["desk.rejected"])


@pytest.mark.parametrize("act", ["postponed", "rejected"])
def test_taking_back_restores_what_stood_before(app: Flask, marco: User, act: str) -> None:
    both, until = pair(), now().date() + SOON
    decisions.assign(both, marco, marco, 0)
    decisions.postpone(both, until, marco, 1)
    if act == "rejected":
        decisions.reject(both, "risk", marco, 2)
    version = db.session.query(Decision).one().version
    restored = decisions.undo(both, marco, version)
    wanted = ("postponed", until) if act == "rejected" else ("open", None)
    assert (restored.state, restored.until) == wanted
    assert restored.assigned_to_id == marco.id
    assert decisions.undo(both, marco, version) is restored  # the second click
    assert trail().count("desk.undone") == 1


def test_what_a_colleague_decided_since_is_not_taken_back(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    decisions.postpone(both, now().date() + SOON, marco, 0)
    decisions.assign(both, nadia, nadia, 1)
    with pytest.raises(PinError, match="Nadia Conti has just assigned"):
        decisions.undo(both, marco, 1)
    with pytest.raises(PinError, match="nothing to take back"):
        decisions.undo(both, marco, 2)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda both, by: decisions.postpone(both, now().date(), by, 0), "desk.odd_day"),
        (
            lambda both, by: decisions.postpone(both, now().date() + timedelta(days=400), by, 0),
            "desk.odd_day",
        ),
        (lambda both, by: decisions.reject(both, "because", by, 0), "desk.unknown_reason"),
        (lambda both, by: decisions.assign(both, person(role="member"), by, 0), "desk.not_a_colleague"),
        (
            lambda both, by: decisions.assign(both, person(role="staff", active=False), by, 0),
            "desk.not_a_colleague",
        ),
        (lambda both, by: decisions.undo(both, by, 0), "desk.nothing_to_undo"),
    ],
)
def test_what_is_refused(app: Flask, marco: User, deed: Callable[..., object], code: str) -> None:
    both = pair()
    with pytest.raises(PinError) as refused:
        deed(both, marco)
    assert (refused.value.code, trail()) == (code, [])


def test_of_two_at_once_one_decides(app: Flask, marco: User, nadia: User) -> None:
    both = pair()
    numbers, people = (both.low.id, both.high.id), [marco.id, nadia.id] * 2
    db.session.commit()

    def decide() -> None:
        by = db.session.get_one(User, people.pop())
        again = decisions.Both("business", *(db.session.get_one(Profile, number) for number in numbers))
        reason = "weak" if by.email.startswith("marco") else "risk"
        decisions.reject(again, reason, by, 0)

    said = at_once(app, decide, times=4)
    # the winner's second click counts as the first one; the other colleague is refused each time
    assert sorted(said) == ["desk.overtaken_rejected"] * 2 + ["done"] * 2
    assert (count(Decision), count(PairEvent), len(trail())) == (1, 1, 1)


def test_several_pairs_are_decided_on_together_or_not_at_all(app: Flask, marco: User, nadia: User) -> None:
    first, second = pair(), pair()
    decisions.reject(second, "risk", nadia, 0)
    db.session.commit()
    names = [(one.purpose, one.low.public_id, one.high.public_id, 0) for one in (first, second)]
    chosen = selecting.chosen(selecting.token(*name) for name in names)
    told = selecting.on_each(
        chosen, lambda: lambda one, version: decisions.reject(one, "weak", marco, version)
    )
    assert told.startswith(f"{second.low.name} – {second.high.name}: Nadia Conti has just rejected")
    db.session.rollback()
    assert count(Decision) == 1


def test_two_who_choose_the_same_pairs_in_another_order_do_not_wait_crosswise(
    app: Flask, marco: User, nadia: User
) -> None:
    made = [pair() for _ in range(3)]
    tokens = [selecting.token(one.purpose, one.low.public_id, one.high.public_id, 0) for one in made]
    orders, people = [tokens, tokens[::-1]], [marco.id, nadia.id]
    db.session.commit()

    def decide() -> None:
        by, mine = db.session.get_one(User, people.pop()), orders.pop()
        told = selecting.on_each(
            selecting.chosen(mine),
            lambda: lambda one, version: decisions.postpone(one, now().date() + SOON, by, version),
        )
        if told:
            raise PinError("desk.refused")

    assert at_once(app, decide, times=2) == ["desk.refused", "done"]
    assert (count(Decision), count(PairEvent)) == (3, 3)


@pytest.mark.parametrize(
    "odd", ["", "x", "business~a~b", "business~a~a~0", "business~a~b~-1", "\x00~~~", "a" * 99]
)
def test_odd_names_of_pairs_name_none(app: Flask, odd: str) -> None:
    assert selecting.chosen([odd]) == []


def test_the_check_sees_a_decision_that_overrides_another_silently(
    app: Flask, marco: User, nadia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = pair()
    decisions.reject(both, "weak", marco, 0)
    monkeypatch.setattr(decisions, "unchanged", lambda *_: None)
    assert decisions.postpone(both, now().date() + SOON, nadia, 0).state == "postponed"
