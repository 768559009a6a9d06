"""Check 24 in the rooms of events: no step is taken before its time, after it, or in another state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.accounts.routes import limits
from pin_app.checkin.models import CheckIn, Scan
from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.meetings.models import Meeting, MeetingFeedback, MeetingRun, MeetingWish
from pin_app.meetings.services.editing import add
from pin_app.registrations.models import Registration
from pin_app.registrations.services import links
from pin_app.trainings import services as trainings
from pin_app.trainings.models import EvaluationAnswer
from tests.factories import events
from tests.factories import trainings as series
from tests.factories.meetings import Fair
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
GUEST = {"given_name": "Anna", "surname": "Rossi", "email": "anna@example.org", "language": "en"}
KEPT = (
    Event,
    Registration,
    CheckIn,
    Scan,
    Meeting,
    MeetingRun,
    MeetingWish,
    MeetingFeedback,
    EvaluationAnswer,
)
Step = Callable[[User], tuple[str, dict[str, Any]]]
STEPS: dict[str, Step] = {}


def step(name: str) -> Callable[[Step], Step]:
    return lambda made: STEPS.setdefault(name, made)


def over() -> Event:
    return events.event(starts_at=now() - WEEK, ends_at=now() - WEEK + HOUR)


def registering(event: Event) -> tuple[str, dict[str, Any]]:
    return f"/events/{event.public_id}/register", GUEST


def behind(registration: Registration, page: str, **typed: Any) -> tuple[str, dict[str, Any]]:
    return f"/r/{links.token_of(registration)}/{page}", typed


STEPS |= {
    "register before it opens": lambda _: registering(events.event(opens_at=now() + HOUR)),
    "register after it closes": lambda _: registering(events.event(closes_at=now() - HOUR)),
    "register for a draft": lambda _: registering(events.event(state="draft")),
    "register for what is cancelled": lambda _: registering(events.event(state="cancelled")),
    "register for what is over": lambda _: registering(over()),
    "accept what was not offered": lambda _: behind(events.registration(events.event(), "waiting"), "accept"),
    "accept too late": lambda _: behind(
        events.registration(events.event(), "offered", offered_until=now() - HOUR), "accept"
    ),
    "accept after cancelling": lambda _: behind(events.registration(events.event(), "cancelled"), "accept"),
    "cancel what is over": lambda _: behind(events.registration(over()), "cancel"),
    "change what is over": lambda _: behind(events.registration(over()), "edit", **GUEST),
    "change what was cancelled": lambda _: behind(
        events.registration(events.event(), "cancelled"), "edit", **GUEST
    ),
}


@step("check in a week before")
def _too_early(by: User) -> tuple[str, dict[str, Any]]:
    event = events.event(by)
    typed = {"key": uuid4().hex, "code": events.registration(event).reference, "way": "code"}
    return f"/events/{event.public_id}/check-in/scans", typed


@step("publish what is cancelled")
def _publish(by: User) -> tuple[str, dict[str, Any]]:
    return f"/events/{events.event(by, state='cancelled').public_id}/manage/publish", {}


@step("discard what was published")
def _discard(by: User) -> tuple[str, dict[str, Any]]:
    return f"/events/{events.event(by).public_id}/manage/discard", {}


@step("cancel what is a draft")
def _cancel(by: User) -> tuple[str, dict[str, Any]]:
    return f"/events/{events.event(by, state='draft').public_id}/manage/cancel", {"note": "x"}


@step("wish after the period")
def _wish(_by: User) -> tuple[str, dict[str, Any]]:
    fair = Fair()
    fair.plan.closes_at = now() - HOUR
    mine, other = fair.many(2)
    return behind(mine, "meetings/wish", other=other.public_id, wish="must")


def met(fair: Fair, state: str) -> tuple[Registration, Meeting]:
    mine, other = fair.many(2)
    run = fair.run()
    found = add(run, fair.by, (mine, other), fair.slots[0], fair.tables[0])
    run.state = state
    return mine, found


@step("say how a meeting was before it was")
def _before_it_was(_by: User) -> tuple[str, dict[str, Any]]:
    mine, found = met(Fair(), "published")
    return behind(mine, "meetings/feedback", meeting=found.public_id, answer="cooperation_possible")


@step("say how a meeting was that nobody was told of")
def _of_a_draft(_by: User) -> tuple[str, dict[str, Any]]:
    start = now() - HOUR
    mine, found = met(Fair(starts_at=start, ends_at=start + 8 * HOUR), "draft")
    return behind(mine, "meetings/feedback", meeting=found.public_id, answer="cooperation_possible")


@step("roll back to a timetable that was never in force")
def _roll_back(by: User) -> tuple[str, dict[str, Any]]:
    fair = Fair(by=by)
    met(fair, "draft")
    return f"/events/{fair.event.public_id}/meetings/runs/1/roll-back", {}


@step("answer after the evaluation is closed")
def _evaluate(by: User) -> tuple[str, dict[str, Any]]:
    made = series.series(by)
    there = events.registration(series.date_of(made, by, weeks=-8))
    series.check_in(there)
    evaluation = trainings.open_evaluation(made, None, by)
    sheet = trainings.hand_out(evaluation, there)
    trainings.close(evaluation, by)
    return f"/evaluations/{sheet}", {"overall": "5"}


def kept() -> list[str]:
    """Everything that a step could change."""
    db.session.rollback()
    return [str(row) for model in KEPT for row in db.session.execute(model.__table__.select())]


@pytest.mark.parametrize("name", STEPS)
def test_a_step_out_of_order_changes_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)
    by = person(role="organiser")
    path, typed = STEPS[name](by)
    db.session.commit()
    is_guest = "/register" in path or path.startswith(("/r/", "/evaluations"))
    browser = Inspector(app) if is_guest else signed_in(Inspector(app), by)
    browser.get("/sign-in" if is_guest else "/help")
    before = kept()
    answer = browser.send("POST", path, data=typed | {"csrf_token": browser.page.csrf_token})
    assert answer.status_code in (302, 404, 409, 410, 422)
    assert kept() == before


def test_the_check_sees_a_step_that_is_taken(app: Flask) -> None:
    path, typed = registering(events.event())
    browser = Inspector(app)
    browser.get("/sign-in")
    before = kept()
    browser.send("POST", path, data=typed | {"csrf_token": browser.page.csrf_token})
    assert kept() != before
