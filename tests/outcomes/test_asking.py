"""Who is asked, when, and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.introductions import actors
from pin_app.introductions import services as introductions
from pin_app.introductions.models import Introduction
from pin_app.mail.models import OutgoingMail
from pin_app.outcomes import queries, services, tasks
from pin_app.outcomes.models import FollowUp
from pin_app.profiles import services as profiles
from tests.factories.follow_ups import asked, long_ago, of
from tests.factories.introductions import side
from tests.store import at_once


def mails() -> list[tuple[str, str]]:
    wanted = select(OutgoingMail.template, OutgoingMail.to_address).where(
        OutgoingMail.template.like("follow_up%")
    )
    return [(row[0], row[1]) for row in db.session.execute(wanted.order_by(OutgoingMail.id))]


def states() -> list[tuple[int, str, str]]:
    db.session.expire_all()
    rows = db.session.scalars(select(FollowUp).order_by(FollowUp.months, FollowUp.side))
    return [(row.months, row.side, row.state) for row in rows]


@pytest.mark.parametrize(("days", "months"), [(60, []), (93, [3]), (185, [6]), (366, [12])])
def test_both_sides_are_asked_when_the_day_has_come(app: Flask, days: int, months: list[int]) -> None:
    made = long_ago(days)
    tasks.sweep()
    wanted = [(number, one, "asked") for number in months for one in ("first", "second")]
    assert [row for row in states() if row[2] == "asked"] == wanted
    addresses = [made.first.owner.email, made.second.owner.email]  # type: ignore[union-attr]
    assert mails() == [("follow_up_asked", address) for address in addresses for _ in months]


def test_the_job_run_again_asks_nobody_twice(app: Flask) -> None:
    long_ago()
    for _ in range(3):
        tasks.sweep()
    assert (len(mails()), states()) == (2, [(3, "first", "asked"), (3, "second", "asked")])


def test_two_jobs_at_once_ask_once(app: Flask) -> None:
    number = long_ago().id
    db.session.commit()

    def ask() -> None:
        services.ask_due(db.session.get_one(Introduction, number))

    assert at_once(app, ask, 4) == ["done"] * 4
    assert len(mails()) == 2


def test_after_a_long_pause_only_the_newest_question_is_put(app: Flask) -> None:
    long_ago(200)
    tasks.sweep()
    assert states() == [
        (3, "first", "missed"),
        (3, "second", "missed"),
        (6, "first", "asked"),
        (6, "second", "asked"),
    ]
    assert len(mails()) == 2


def test_the_next_question_closes_the_one_before(app: Flask) -> None:
    made = asked(95)
    services.answer(of(made, "first"), "talking", "link")
    made.introduced_at = now() - timedelta(days=190)
    db.session.commit()
    tasks.sweep()
    assert states() == [
        (3, "first", "answered"),
        (3, "second", "missed"),
        (6, "first", "asked"),
        (6, "second", "asked"),
    ]


@pytest.mark.parametrize("days", [500, 3000])
def test_of_what_is_long_over_nobody_is_asked(app: Flask, days: int) -> None:
    made = long_ago(days)
    services.ask_due(made)
    tasks.sweep()
    assert (mails(), {state for *_rest, state in states()} - {"missed"}) == ([], set())


def test_who_has_withdrawn_is_not_asked(app: Flask) -> None:
    made, other = long_ago(), long_ago()
    assert made.first is not None
    profiles.withdraw(made.first, None)  # which ends the introduction too
    assert other.second is not None and other.second.owner is not None
    other.second.owner.active = False  # an account that was closed a moment ago
    db.session.commit()
    tasks.sweep()
    assert states() == [(3, "first", "asked")]
    assert [address for _template, address in mails()] == [other.first.owner.email]  # type: ignore[union-attr]


def test_an_introduction_that_has_ended_is_not_asked_about(app: Flask) -> None:
    made, asked_before = long_ago(), asked()
    for one in (made, asked_before):
        introductions.withdraw(one, actors.by_link("first"), "no_time")
    db.session.commit()
    tasks.sweep()
    assert states() == [(3, "first", "ended"), (3, "second", "ended")]
    assert len(mails()) == 2


def test_a_deleted_side_takes_its_question_with_it(app: Flask) -> None:
    made = asked()
    db.session.delete(made.first)
    db.session.commit()
    assert states() == [(3, "second", "asked")]
    tasks.sweep()
    assert db.session.scalar(select(func.count()).select_from(FollowUp)) == 1


def test_the_silent_are_reminded_once(app: Flask) -> None:
    made = asked()
    services.answer(of(made, "first"), "stopped", "link")
    of(made, "second").asked_at = now() - timedelta(days=15)
    db.session.commit()
    for _ in range(2):
        tasks.sweep()
    assert [template for template, _address in mails()] == ["follow_up_asked"] * 2 + ["follow_up_reminder"]


def test_a_side_without_an_address_is_on_the_list_of_calls_at_once(app: Flask) -> None:
    made = long_ago(first=side(email=""))
    assert made.first is not None
    made.first.owner_id = None
    db.session.commit()
    tasks.sweep()
    (call,) = queries.to_call(now()).items
    assert (call.side, queries.is_unreachable(call)) == ("first", True)


def test_a_mail_that_cannot_be_written_keeps_nobody_else_waiting(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, good = long_ago(first=side()), long_ago()
    assert odd.first is not None
    odd.first.owner_id, odd.first.email = None, "no address"
    db.session.commit()
    tasks.sweep()
    assert len(mails()) == 3  # all but the odd one, which staff call
    assert [row.introduction_id for row in queries.to_call(now()).items] == [odd.id]
    refused = long_ago()

    def refuse(introduction: Introduction) -> int:
        if introduction.id == good.id:
            return 0
        raise PinError("mail.not_one_address")

    monkeypatch.setattr(services, "ask_due", refuse)
    tasks.sweep()
    assert queries.one(refused, "first", 3) is None


def test_bounced_mails_and_the_silent_are_called_and_rest_after_a_try(app: Flask) -> None:
    made, staff_says = asked(), asked()
    of(made, "first").mail.state = "bounced"  # type: ignore[union-attr]
    silent = of(staff_says, "second")
    silent.asked_at, silent.reminded_at = now() - timedelta(days=30), now() - timedelta(days=9)
    db.session.commit()
    calls = queries.to_call(now()).items
    assert calls == [silent, of(made, "first")]
    services.note_try(silent, made.proposed_by)  # type: ignore[arg-type]
    assert queries.to_call(now()).items == [of(made, "first")]
    assert queries.to_call(now() + timedelta(days=4)).items == [of(made, "first"), silent]
    assert queries.next_call(now(), silent) == of(made, "first")


def test_an_answer_is_not_awaited_for_ever(app: Flask) -> None:
    made = asked()
    of(made, "first").asked_at = now() - timedelta(days=91)
    db.session.commit()
    tasks.sweep()
    assert ("first", "missed") in [(one, state) for _months, one, state in states()]
