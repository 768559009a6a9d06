"""Fault F14: every step of an introduction, sent many times at once, has one effect and one answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.introductions import actors, services
from pin_app.introductions.models import Introduction, IntroductionStep
from pin_app.introductions.services import proposing
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from tests.factories.introductions import introduction, sides, suggest
from tests.factories.people import person
from tests.trust.test_f14_two_clicks import at_once

TIMES = 20


def rows(event: str) -> tuple[int, int]:
    """How many steps of an event there are, and how many rows in the trail."""
    db.session.rollback()
    steps = select(func.count()).where(IntroductionStep.event == event)
    trail = select(func.count()).where(AuditEntry.action == f"introduction.{event}")
    return db.session.scalar(steps) or 0, db.session.scalar(trail) or 0


def mails(template: str) -> int:
    return db.session.scalar(select(func.count()).where(OutgoingMail.template == template)) or 0


def on(number: int, deed: Callable[[Introduction], object]) -> Callable[[], object]:
    return lambda: deed(db.session.get_one(Introduction, number))


def test_one_yes_and_one_question_to_the_second(app: Flask) -> None:
    made = introduction("first_asked").id
    said = at_once(app, on(made, lambda one: services.answer(one, "yes", actors.by_link("first"))), TIMES)
    assert (said, rows("first_yes"), rows("ask_second")) == (["done"] * TIMES, (1, 1), (1, 1))
    assert mails("introduction_asked") == 2


def test_one_introduction_and_one_mail_to_each(app: Flask) -> None:
    made = introduction("second_asked").id
    said = at_once(app, on(made, lambda one: services.answer(one, "yes", actors.by_link("second"))), TIMES)
    assert (said, rows("second_yes"), rows("introduce")) == (["done"] * TIMES, (1, 1), (1, 1))
    assert mails("introduction_made") == 2


def test_a_yes_and_a_no_at_once_end_in_one_of_them(app: Flask) -> None:
    made = introduction("second_asked").id
    answers = ["yes", "no"] * 3

    def press(one: Introduction) -> None:
        services.answer(one, answers.pop(), actors.by_link("second"))

    said = at_once(app, on(made, press), 6)
    assert said == ["done"] * 3 + ["introduction.already_answered"] * 3
    assert rows("second_yes")[0] + rows("second_no")[0] == 1


def test_one_withdrawal(app: Flask) -> None:
    made = introduction("introduced").id
    deed = on(made, lambda one: services.withdraw(one, actors.by_link("first"), "no_time"))
    assert at_once(app, deed, TIMES) == ["done"] * TIMES
    assert (rows("withdraw"), mails("introduction_withdrawn")) == ((1, 1), 1)


def pair() -> tuple[int, int, list[int]]:
    mine, partner = sides()
    suggest(mine, partner)
    suggest(partner, mine)
    return mine.id, partner.id, [person(role="staff").id for _ in range(4)]


def test_two_staff_never_propose_the_same_pair_twice(app: Flask) -> None:
    first, second, staff = pair()

    def propose() -> None:
        number = staff.pop()
        both = [db.session.get_one(Profile, one) for one in (first, second)]
        services.propose(*(both if number % 2 else both[::-1]), "business", db.session.get_one(User, number))

    assert at_once(app, propose, 4) == ["done"] + ["introduction.already_proposed"] * 3
    assert rows("propose") == (1, 1)


def test_one_request(app: Flask) -> None:
    first, second, _staff = pair()

    def request() -> None:
        mine, partner = (db.session.get_one(Profile, one) for one in (first, second))
        assert mine.owner is not None
        services.request(mine, partner, "business", mine.owner)

    assert at_once(app, request, TIMES) == ["done"] * TIMES
    assert rows("request") == (1, 1)


def test_the_store_decides_where_nobody_looks(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the look at what stands taken away, the rule of the store still leaves one introduction."""
    first, second, staff = pair()
    monkeypatch.setattr(proposing, "hold_pair", lambda *_pair: None)
    monkeypatch.setattr(proposing.queries, "standing_between", lambda *_pair: None)

    def propose() -> None:
        both = [db.session.get_one(Profile, one) for one in (first, second)]
        services.propose(*both, "business", db.session.get_one(User, staff.pop()))

    assert at_once(app, propose, 4) == ["done"] + ["introduction.already_proposed"] * 3
    assert db.session.scalar(select(func.count()).select_from(Introduction)) == 1
