"""Answers of both sides, where they disagree, and what staff record."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.introductions.models import IntroductionStep
from pin_app.outcomes import queries, services
from pin_app.outcomes.comparing import differences
from pin_app.outcomes.forms import agreed
from pin_app.outcomes.models import FollowUp, Outcome
from tests.factories.follow_ups import asked, long_ago, of
from tests.factories.people import person
from tests.store import at_once


@pytest.fixture
def staff(app: Flask) -> User:
    return person(role="staff", name="Paola Verdi")


def acts(action: str) -> int:
    return len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all())


def refused(code: str, deed: Any, *values: Any) -> None:
    with pytest.raises(PinError) as caught:
        deed(*values)
    assert caught.value.code == code


def test_two_clicks_are_one_answer(app: Flask) -> None:
    number = of(asked(), "first").id
    db.session.commit()

    def tap() -> None:
        services.answer(db.session.get_one(FollowUp, number), "agreement", "link")

    assert at_once(app, tap, 4) == ["done"] * 4
    assert acts("follow_up.answered") == 1


def test_an_answer_can_be_changed_and_figures_go_with_it(app: Flask) -> None:
    row = of(asked(), "first")
    assert services.answer(row, "agreement", "link") is True
    services.add_details(
        row, {"amount_eur": 5000, "jobs": 3, "jobs_contract": 2, "anyway": "no", "note": " Bene "}
    )
    assert (row.amount_eur, row.jobs, row.jobs_contract, row.anyway, row.note) == (5000, 3, 2, "no", "Bene")
    services.answer(row, "stopped", "page")
    assert (row.result, row.amount_eur, row.jobs) == ("stopped", None, None)
    services.add_details(row, {"amount_eur": 7})
    assert row.amount_eur is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"jobs": 1, "jobs_contract": 2}, "follow_up.more_than_jobs"),
        ({"jobs_security": 1}, "follow_up.more_than_jobs"),
        ({"amount_eur": -1}, "profile.out_of_range"),
        ({"amount_eur": 2**63}, "profile.out_of_range"),
        ({"jobs": "many"}, "profile.not_a_number"),
        ({"anyway": "maybe"}, "follow_up.unknown_answer"),
    ],
)
def test_odd_figures_are_refused(app: Flask, values: dict[str, Any], code: str) -> None:
    row = of(asked(), "first")
    services.answer(row, "agreement", "link")
    refused(code, services.add_details, row, values)


def test_what_does_not_fit_is_refused(app: Flask, staff: User) -> None:
    made = asked()
    row = of(made, "first")
    refused("follow_up.unanswered", services.add_details, row, {})
    refused("follow_up.unknown_answer", services.answer, row, "perhaps", "link")
    row.state = "missed"
    db.session.flush()
    refused("follow_up.closed", services.answer, row, "talking", "link")
    refused("follow_up.closed", services.note_try, row, staff)


def test_staff_answer_on_behalf_with_the_way_in_which_they_were_told(app: Flask, staff: User) -> None:
    row = of(asked(), "first")
    refused("follow_up.consent_missing", services.answer, row, "talking", "staff", staff, "by_phone", " ")
    refused("follow_up.consent_missing", services.answer, row, "talking", "staff", staff, "", "On Monday")
    refused(
        "follow_up.not_staff", services.answer, row, "talking", "staff", person(), "by_phone", "On Monday"
    )
    services.answer(row, "talking", "staff", staff, "by_phone", "On Monday")
    assert (row.channel, row.by, row.way, row.note) == ("staff", staff, "by_phone", "On Monday")
    assert acts("follow_up.answered") == 1


def test_two_sides_disagree_where_both_say_something_else(app: Flask) -> None:
    made, other = asked(), asked()
    first, second = of(made, "first"), of(made, "second")
    services.answer(first, "agreement", "link")
    assert differences(first, second) == []
    services.answer(second, "agreement", "link")
    services.add_details(first, {"amount_eur": 9000, "jobs": 2})
    assert (differences(first, second), queries.differing().items) == ([], [])
    services.add_details(second, {"amount_eur": 4000, "jobs": 2})
    assert differences(first, second) == ["amount_eur"]
    services.answer(of(other, "first"), "talking", "link")
    services.answer(of(other, "second"), "no_contact", "link")
    db.session.commit()
    assert queries.differing().items == [first, of(other, "first")]
    assert agreed(first, second) == {"result": "agreement", "jobs": 2}
    assert agreed(first, None) == {"result": "agreement", "jobs": 2, "amount_eur": 9000}


def test_what_speaks_of_a_result_is_to_be_recorded_once_a_question(app: Flask, staff: User) -> None:
    made = asked()
    for side in ("first", "second"):
        services.answer(of(made, side), "investment", "link")
    db.session.commit()
    assert queries.to_record().items == [of(made, "first")]
    services.record_outcome(made, 3, staff, "investment", {"amount_eur": 100})
    assert (queries.to_record().items, queries.differing().items) == ([], [])


def test_recording_an_outcome_moves_the_introduction(app: Flask, staff: User) -> None:
    made = asked()
    kept = services.record_outcome(
        made, 3, staff, "agreement", {"amount_eur": 8000, "jobs": 4, "anyway": "no"}
    )
    assert (made.state, kept.amount_eur, kept.jobs, kept.by) == ("outcome_recorded", 8000, 4, staff)
    events = list(db.session.scalars(select(IntroductionStep.event).order_by(IntroductionStep.id)))
    assert events[-2:] == ["meet", "record_outcome"]
    again = services.record_outcome(made, 3, staff, "stopped", {"amount_eur": 8000})
    assert (again.id, again.result, again.amount_eur) == (kept.id, "stopped", None)
    assert (acts("outcome.recorded"), acts("introduction.record_outcome")) == (2, 1)


def test_no_contact_records_no_meeting(app: Flask, staff: User) -> None:
    made = asked()
    services.record_outcome(made, 3, staff, "no_contact", {})
    assert made.state == "introduced"
    refused("follow_up.unknown_answer", services.record_outcome, made, 4, staff, "talking", {})


def test_before_an_introduction_there_is_no_outcome(app: Flask, staff: User) -> None:
    from tests.factories.introductions import introduction  # noqa: PLC0415 -- only here it has not been made

    refused(
        "outcome.not_introduced", services.record_outcome, introduction("approved"), 3, staff, "talking", {}
    )


def test_indicators_count_what_staff_recorded(app: Flask, staff: User) -> None:
    made, other, third = asked(), asked(), long_ago(190)
    services.answer(of(made, "first"), "agreement", "link")
    services.record_outcome(made, 3, staff, "agreement", {"amount_eur": 8000, "jobs": 4, "jobs_contract": 3})
    services.record_outcome(
        other, 3, staff, "investment", {"amount_eur": 2000, "jobs": 1, "jobs_security": 1}
    )
    services.record_outcome(third, 6, staff, "talking", {})
    db.session.commit()
    three, six, twelve = queries.counts()
    assert (three.months, three.asked, three.answered) == (3, 4, 1)
    assert (three.results["agreement"], three.results["investment"], six.results["talking"]) == (1, 1, 1)
    assert three.figures == {"amount_eur": 10000, "jobs": 5, "jobs_contract": 3, "jobs_security": 1}
    assert (twelve.asked, set(twelve.results.values()), sum(twelve.figures.values())) == (0, {0}, 0)
    assert db.session.query(Outcome).count() == 3
