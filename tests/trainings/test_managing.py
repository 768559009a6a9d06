"""Organisers: making a series, its dates, and who may do so."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event, Question
from pin_app.trainings import queries, services, words
from pin_app.trainings.models import SeriesEvent, TrainingSeries
from tests.factories.events import event
from tests.factories.people import person, signed_in
from tests.factories.trainings import date_of, run, series
from tests.inspector import Inspector
from tests.store import asked

TYPED: dict[str, Any] = {
    "audience": "union_leaders", "language": "it", "minimum": "75", "minimum_unit": "percent",
    "it-title": "Delegati", "en-title": "Delegates", "en-summary": "How to bargain",
}  # fmt: skip


def actions() -> list[str]:
    db.session.rollback()
    found = db.session.query(AuditEntry).filter(AuditEntry.action.startswith("training."))
    return [entry.action for entry in found.order_by(AuditEntry.id)]


def kept(made: TrainingSeries) -> TrainingSeries:
    number = made.id
    db.session.rollback()
    return db.session.get_one(TrainingSeries, number)


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_an_organiser_makes_and_publishes_a_series(client: Inspector, language: str) -> None:
    by = person(role="organiser")
    date = event(by, kind="training")
    signed_in(client, by)
    client.get(f"/trainings/new?lang={language}")
    client.follow(client.post("/trainings/new", TYPED))
    made = db.session.query(TrainingSeries).one()
    assert (made.state, made.titles, made.minimum) == ("draft", {"it": "Delegati", "en": "Delegates"}, 75)
    address = f"/trainings/{made.public_id}/manage"
    client.follow(client.post(f"{address}/dates", {"event": date.public_id}))
    client.follow(client.post(f"{address}/publish"))
    client.post(f"{address}/publish")
    assert kept(made).state == "published"
    assert actions() == ["training.created", "training.date_added", "training.published"]
    visitor = Inspector(client.app)
    visitor.get("/trainings?lang=en")
    assert "Delegates" in visitor.words
    visitor.get(f"/trainings/{made.public_id}?lang=en")
    assert "Who is at 75% of the sessions gets a certificate." in visitor.words


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"it-title": ""}, "Write a title in the main language"),
        ({"minimum": "101"}, "Write a number from 1 to 100."),
        ({"minimum": "many"}, "a whole number"),
        ({"audience": "friends"}, "Choose one of the answers in the list."),
        ({"language": "xx"}, "Choose one of the answers in the list."),
        ({"minimum_unit": ""}, "Choose one of the answers in the list."),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(
    client: Inspector, changes: dict[str, str], wanted: str
) -> None:
    signed_in(client, person(role="organiser"))
    client.get("/trainings/new?lang=en")
    client.post("/trainings/new?lang=en", TYPED | changes, status=422)
    assert wanted in client.words
    assert "How to bargain" in [field.get("value") for field in client.page.all("input")]
    assert db.session.query(TrainingSeries).count() == 0


def test_a_series_without_dates_cannot_be_published(client: Inspector) -> None:
    by, made = run(dates=0, state="draft")
    signed_in(client, by)
    client.post(f"/trainings/{made.public_id}/manage/publish", status=409)
    assert "Add at least one published date first." in client.words
    date_of(made, by, state="draft")
    client.post(f"/trainings/{made.public_id}/manage/publish", status=409)


def test_a_date_belongs_to_one_series(client: Inspector) -> None:
    by, made = run(dates=1)
    other = series(by)
    signed_in(client, by)
    date = queries.dates_of([made])[made.id][0]
    client.post(f"/trainings/{other.public_id}/manage/dates", {"event": date.public_id}, status=409)
    assert "This date belongs to a series already." in client.words
    assert db.session.query(SeriesEvent).one().series_id == made.id


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [({"kind": "seminar"}, "Only events of the kind"), ({"state": "cancelled"}, "This date is cancelled.")],
)
def test_only_trainings_that_take_place_are_dates(
    client: Inspector, columns: dict[str, str], wanted: str
) -> None:
    by, made = run(dates=0)
    other = event(by, **({"kind": "training"} | columns))
    signed_in(client, by)
    client.post(f"/trainings/{made.public_id}/manage/dates", {"event": other.public_id}, status=409)
    assert wanted in client.words


def test_a_foreign_event_is_no_date_of_mine(client: Inspector) -> None:
    by, made = run(dates=0)
    other = event(person(role="organiser"), kind="training")
    signed_in(client, by)
    client.get(f"/trainings/{made.public_id}/manage")
    assert other.public_id not in str(client.page.tags)
    client.post(f"/trainings/{made.public_id}/manage/dates", {"event": other.public_id}, status=404)
    for odd in ("", "9" * 30, "\x00", "é"):
        client.post(f"/trainings/{made.public_id}/manage/dates", {"event": odd}, status=404)


def test_a_date_is_taken_out_and_stays_an_event(client: Inspector) -> None:
    by, made = run(dates=2)
    signed_in(client, by)
    first, second = queries.dates_of([made])[made.id]
    client.follow(client.post(f"/trainings/{made.public_id}/manage/dates/remove", {"event": first.public_id}))
    assert queries.dates_of([made])[made.id] == [second]
    assert db.session.get(Event, first.id) is not None


def test_who_took_over_the_dates_of_another_keeps_nothing_without_them(client: Inspector) -> None:
    by, made = run(dates=1, created_by_id=person(role="organiser").id)
    signed_in(client, by)
    date = queries.dates_of([made])[made.id][0]
    answer = client.post(f"/trainings/{made.public_id}/manage/dates/remove", {"event": date.public_id})
    assert answer.headers["Location"] == "/trainings/run"
    client.get(f"/trainings/{made.public_id}/manage", status=404)


def consents(of: Event) -> list[Question]:
    return db.session.query(Question).filter_by(event_id=of.id, kind="consent").all()


def test_dates_for_union_leaders_ask_apart_for_a_consent_that_nobody_needs_to_give(app: Flask) -> None:
    by, made = run(dates=0, audience="union_leaders")
    date = event(by, kind="training")
    consent = {"labels": words.consent_labels(), "hints": words.consent_hints()}
    for _ in range(2):
        services.attach(made, date, by, consent)
        services.detach(made, date, by)
    (question,) = consents(date)
    assert (date.sensitive, question.required, question.purpose) == (True, False, "sensitive")
    assert sorted(question.labels) == sorted(question.hints) == ["en", "it", "ur"]
    assert "trade union" in question.labels["en"]
    assert "without this" in question.hints["en"]


def test_dates_are_protected_when_the_audience_changes(client: Inspector) -> None:
    by, made = run(dates=2, language="it")
    first, _ = queries.dates_of([made])[made.id]
    assert not first.sensitive
    signed_in(client, by)
    client.follow(client.post(f"/trainings/{made.public_id}/manage/edit", TYPED))
    db.session.expire_all()
    assert [(one.sensitive, len(consents(one))) for one in queries.dates_of([made])[made.id]] == [
        (True, 1),
        (True, 1),
    ]
    client.post(f"/trainings/{made.public_id}/manage/edit", TYPED | {"audience": "migrants"})
    db.session.expire_all()
    assert first.sensitive  # what people said before was said under it


def test_what_others_run_is_not_there(client: Inspector) -> None:
    _, made = run(state="draft")
    signed_in(client, person(role="organiser"))
    for page in ("", "/manage", "/manage/edit"):
        client.get(f"/trainings/{made.public_id}{page}", status=404)
    for deed in ("publish", "hide", "dates", "dates/remove", "edit"):
        client.post(f"/trainings/{made.public_id}/manage/{deed}", status=404)
    client.get("/trainings/run")
    assert "Same job" not in client.words


def test_one_foreign_date_closes_the_series_to_an_organiser(client: Inspector) -> None:
    by, made = run(dates=1)
    signed_in(client, by)
    client.get(f"/trainings/{made.public_id}/manage")
    date_of(made, person(role="organiser"), weeks=3)
    client.get(f"/trainings/{made.public_id}/manage", status=404)
    signed_in(client, person(role="staff"))
    client.get(f"/trainings/{made.public_id}/manage")


def test_lists_ask_as_often_for_three_as_for_one(client: Inspector) -> None:
    by, _ = run(dates=1)
    signed_in(client, by)
    pages = ("/trainings", "/trainings/run")
    one = [asked(lambda page=page: client.get(page)) for page in pages]
    for _ in range(2):
        series(by, dates=3)
    assert [asked(lambda page=page: client.get(page)) for page in pages] == one
