"""Anonymous evaluation: from what is kept nobody can tell who answered what."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Date, DateTime, func, inspect, select, text

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration
from pin_app.security import throttle
from pin_app.trainings import queries, services
from pin_app.trainings.models import Evaluation, EvaluationAnswer, EvaluationSheet, SheetTaken, TrainingSeries
from tests.factories.events import registration
from tests.factories.people import person, signed_in
from tests.factories.trainings import check_in, date_of, run
from tests.inspector import Inspector

VALUES: dict[str, Any] = {
    "overall": 5, "content": 4, "trainers": None, "useful": 3, "learned": "yes", "recommend": "", "liked": "",
    "better": "",
}  # fmt: skip


def scene(people: int) -> tuple[User, TrainingSeries, list[Registration]]:
    """A past series of two dates where some people were at the first one."""
    by, made = run(dates=0)
    first, _ = (date_of(made, by, weeks=weeks) for weeks in (-9, -8))
    there = [registration(first, surname=f"Khan{number:02}") for number in range(people)]
    for one in there:
        check_in(one)
    return by, made, there


def opened(people: int) -> tuple[User, Evaluation, list[Registration]]:
    by, made, there = scene(people)
    evaluation = services.open_evaluation(made, None, by)
    db.session.commit()
    return by, evaluation, there


def answered(evaluation: Evaluation, there: list[Registration]) -> list[str]:
    """Everybody takes a sheet and answers at once, one after the other; returns what they wrote."""
    written = []
    for number, one in enumerate(there):
        token = services.hand_out(evaluation, one)
        db.session.commit()
        written.append(f"text {number:02}")
        services.answer(token, VALUES | {"liked": written[-1]})
        db.session.commit()
    return written


def stored(model: Any) -> list[Any]:
    """The rows of a table in the order in which the store gives them back, as in a dump."""
    db.session.rollback()
    return list(db.session.execute(text(f"SELECT * FROM {model.__tablename__}")).mappings())


def test_answers_have_no_person_no_token_and_no_time(app: Flask) -> None:
    columns = inspect(EvaluationAnswer).columns
    assert [column.name for column in columns if isinstance(column.type, Date | DateTime)] == []
    assert {key.target_fullname for column in columns for key in column.foreign_keys} == {"evaluations.id"}
    assert [column.name for column in inspect(EvaluationSheet).columns] == ["digest", "evaluation_id"]
    taken = [column.name for column in inspect(SheetTaken).columns]
    assert taken == ["evaluation_id", "registration_id"]
    for model in (EvaluationAnswer, EvaluationSheet, SheetTaken):
        assert model.__table__.autoincrement_column is None, model


def test_the_order_of_rows_does_not_tell_who_came_when(app: Flask) -> None:
    _, evaluation, there = opened(12)
    written = answered(evaluation, there)
    rows = [row["liked"] for row in stored(EvaluationAnswer)]
    assert sorted(rows) == written
    assert rows not in (written, written[::-1])  # by chance once in 240 million


def test_the_order_of_blank_sheets_does_not_tell_who_took_which(app: Flask) -> None:
    _, evaluation, there = opened(12)
    tokens = [services.hand_out(evaluation, one) for one in there]
    db.session.commit()
    digests = [services.box.digest(token) for token in tokens]
    rows = [row["digest"] for row in stored(EvaluationSheet)]
    assert sorted(rows) == sorted(digests)
    assert rows not in (digests, digests[::-1])


def test_the_store_keeps_no_order_of_its_own(app: Flask) -> None:
    _, evaluation, there = opened(6)
    answered(evaluation, there)
    for model in (EvaluationAnswer, EvaluationSheet, SheetTaken):
        name = model.__tablename__
        if db.engine.dialect.name == "sqlite":
            schema = db.session.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{name}'"))
            assert schema.rstrip().endswith("WITHOUT ROWID"), name
    if db.engine.dialect.name == "postgresql":  # one transaction has written all of them
        assert db.session.scalar(text("SELECT count(DISTINCT xmin::text) FROM evaluation_answers")) == 1


def test_names_of_sheets_are_other_ones_after_each_answer(app: Flask) -> None:
    _, evaluation, there = opened(4)
    answered(evaluation, there[:3])
    before = {row["id"] for row in stored(EvaluationAnswer)}
    answered(evaluation, there[3:])
    after = {row["id"] for row in stored(EvaluationAnswer)}
    assert (len(before), len(after), len(before & after)) == (3, 4, 0)


def test_a_used_sheet_leaves_nothing_behind(app: Flask) -> None:
    _, evaluation, there = opened(3)
    used, kept = (services.hand_out(evaluation, one) for one in there[:2])
    services.answer(used, VALUES)
    db.session.commit()
    assert [row["digest"] for row in stored(EvaluationSheet)] == [services.box.digest(kept)]


def test_nothing_else_is_written_when_somebody_answers(app: Flask) -> None:
    _, evaluation, there = opened(5)

    def counted() -> dict[str, int | None]:
        mine = {model.__tablename__ for model in (EvaluationAnswer, EvaluationSheet, SheetTaken)}
        tables = [table for table in db.metadata.sorted_tables if table.name not in mine]
        return {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in tables}

    before = counted()
    answered(evaluation, there)
    assert counted() == before


def test_no_token_stands_in_a_mail_or_anywhere_else(app: Flask) -> None:
    _, evaluation, there = opened(3)
    tokens = [services.hand_out(evaluation, one) for one in there]
    db.session.commit()
    tables = (db.session.execute(select(table)).mappings() for table in db.metadata.sorted_tables)
    everything = " ".join(str(row) for rows in tables for row in rows)
    assert [token for token in tokens if token in everything] == []
    assert everything.count("/evaluations/take/") >= 3


def test_the_pages_leave_no_address_and_count_no_tries(
    client: Inspector, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, evaluation, there = opened(2)
    counted: list[str] = []
    monkeypatch.setattr(throttle, "hit", lambda name, *_: counted.append(name) or 0)
    caplog.set_level(logging.INFO)
    client.get(services.path_to_take(evaluation, there[0].public_id))
    answer = client.post(services.path_to_take(evaluation, there[0].public_id))
    token = answer.headers["Location"].rpartition("/")[2].partition("?")[0]
    assert answer.headers["Cache-Control"] == "no-store"
    client.follow(answer)
    client.follow(client.post(f"/evaluations/{token}", {"overall": "4"}))
    records = [one.__dict__ for one in caplog.records if one.name == "pin.access"]
    assert [one["from"] for one in records] == [""] * 5
    assert token not in str(records)
    assert counted == []
    assert [row["overall"] for row in stored(EvaluationAnswer)] == [4]


def test_each_person_takes_one_sheet_whatever_the_date(client: Inspector) -> None:
    _, evaluation, there = opened(3)
    first = there[0]
    other = registration(
        queries.dates_of([evaluation.series])[evaluation.series_id][1],
        email=first.email, name_key=first.name_key, surname=first.surname,
    )  # fmt: skip
    services.hand_out(evaluation, first)
    db.session.commit()
    for one in (first, other):
        with pytest.raises(PinError) as refused:
            services.hand_out(evaluation, one)
        assert refused.value.code == "training.sheet_taken"
    assert len(stored(EvaluationSheet)) == 1


def test_only_who_was_there_is_asked(app: Flask) -> None:
    by, made, there = scene(2)
    absent = registration(there[0].event)
    evaluation = services.open_evaluation(made, None, by)
    mails = db.session.query(OutgoingMail).filter_by(template="training_evaluation").all()
    assert {mail.to_address for mail in mails} == {one.email for one in there}
    with pytest.raises(PinError) as refused:
        services.hand_out(evaluation, absent)
    assert refused.value.code == "training.was_not_there"


def test_a_sheet_is_used_once(client: Inspector) -> None:
    _, evaluation, there = opened(2)
    token = services.hand_out(evaluation, there[0])
    db.session.commit()
    client.get(f"/evaluations/{token}")
    client.post(f"/evaluations/{token}", {"overall": "9"}, status=422)
    client.post(f"/evaluations/{token}", {}, status=422)
    client.post(f"/evaluations/{token}", {"overall": "2", "liked": "a\x00b\u202e"})
    client.get("/sign-in")
    client.post(f"/evaluations/{token}", {"overall": "5"}, status=410)
    client.get(f"/evaluations/{token}", status=410)
    assert [(row["overall"], row["liked"]) for row in stored(EvaluationAnswer)] == [(2, "ab")]


@pytest.mark.parametrize("odd", ["x", "a * 43", "é", "9 * 5000", "%00", "%ED%A0%80"])
def test_odd_tokens_are_over(client: Inspector, odd: str) -> None:
    opened(1)
    letters, _, times = odd.partition(" * ")
    token = letters * int(times or 1)
    client.get(f"/evaluations/{token}", status=410)
    client.get(f"/evaluations/take/{token}", status=410)
    for page in (f"/evaluations/{token}", f"/evaluations/take/{token}"):
        client.get("/sign-in")
        client.post(page, {"overall": "1"}, status=410)


def test_slips_are_shown_once_and_are_never_more_than_people(client: Inspector) -> None:
    by, evaluation, there = opened(4)
    signed_in(client, by)
    at = f"/trainings/{evaluation.series.public_id}/evaluations/{evaluation.public_id}"
    client.get(f"/trainings/{evaluation.series.public_id}/evaluations?lang=en")
    client.post(f"{at}/slips?lang=en", {"count": "3"}, status=200)
    tokens = set(re.findall(r"http://pin.test/evaluations/([\w-]{43})", client.words))
    assert len(tokens) == 3
    services.answer(tokens.pop(), VALUES)
    services.hand_out(evaluation, there[0])
    db.session.commit()
    with pytest.raises(PinError):
        services.hand_out(evaluation, there[1])
    for odd in ("", "-1", "9" * 30, "x", "2"):
        client.follow(client.post(f"{at}/slips?lang=en", {"count": odd}, status=302))
        assert "As many sheets as people were there are handed out already." in client.words


def test_of_more_slips_than_are_left_those_are_printed(client: Inspector) -> None:
    by, evaluation, _there = opened(4)
    signed_in(client, by)
    at = f"/trainings/{evaluation.series.public_id}/evaluations/{evaluation.public_id}"
    client.get(f"/trainings/{evaluation.series.public_id}/evaluations?lang=en")
    client.post(f"{at}/slips?lang=en", {"count": "10"}, status=200)
    assert len(set(re.findall(r"http://pin.test/evaluations/([\w-]{43})", client.words))) == 4


def test_a_closed_evaluation_forgets_who_took_a_sheet(client: Inspector) -> None:
    by, evaluation, there = opened(3)
    token = services.hand_out(evaluation, there[0])
    db.session.commit()
    signed_in(client, by)
    at = f"/trainings/{evaluation.series.public_id}/evaluations/{evaluation.public_id}"
    for _ in range(2):
        client.follow(client.post(f"{at}/close"))
    assert (stored(EvaluationSheet), stored(SheetTaken)) == ([], [])
    client.get(f"/evaluations/{token}", status=410)
    client.get(services.path_to_take(evaluation, there[1].public_id))
    client.get("/help")
    client.post(services.path_to_take(evaluation, there[1].public_id), status=409)
    closed = db.session.query(AuditEntry).filter_by(action="training.evaluation_closed").count()
    assert closed == 1


def test_one_part_is_evaluated_once(client: Inspector) -> None:
    by, made, there = scene(1)
    signed_in(client, by)
    at = f"/trainings/{made.public_id}/evaluations"
    client.get(at)
    for event in ("", there[0].event.public_id):
        client.follow(client.post(at, {"event": event}))
        client.post(at, {"event": event}, status=409)
    _, foreign, _ = scene(1)
    other = queries.dates_of([foreign])[foreign.id][0]
    client.post(at, {"event": other.public_id}, status=409)
    client.post(at, {"event": "nothing"}, status=404)
    assert db.session.query(Evaluation).count() == 2


def test_others_see_no_evaluation(client: Inspector) -> None:
    _, evaluation, _ = opened(1)
    at = f"/trainings/{evaluation.series.public_id}/evaluations"
    other, other_series = run(dates=1)
    signed_in(client, other)
    client.get("/help")
    for page in (at, f"{at}/{evaluation.public_id}"):
        client.get(page, status=404)
    mixed = f"/trainings/{other_series.public_id}/evaluations/{evaluation.public_id}"
    client.get(mixed, status=404)
    for deed in ("close", "slips"):
        client.post(f"{at}/{evaluation.public_id}/{deed}", status=404)
        client.post(f"{mixed}/{deed}", status=404)
    signed_in(client, person())
    client.get(at, status=403)


def test_the_own_registration_leads_to_a_sheet(client: Inspector) -> None:
    by, made, there = scene(1)
    user = person()
    there[0].user_id = user.id
    signed_in(client, user)
    page = f"/registrations/{there[0].public_id}?lang=en"
    client.get(page)
    assert "Take an anonymous sheet" not in client.words
    evaluation = services.open_evaluation(made, None, by)
    client.get(page)
    assert "Take an anonymous sheet" in client.words
    services.hand_out(evaluation, there[0])
    db.session.commit()
    client.get(page)
    assert "Take an anonymous sheet" not in client.words


def test_a_date_that_is_called_off_is_not_offered(app: Flask, client: Inspector) -> None:
    by, made = run(dates=2)
    held, off = queries.dates_of([made])[made.id]
    off.state = "cancelled"
    db.session.commit()
    signed_in(client, by)
    client.get(f"/trainings/{made.public_id}/evaluations")
    offered = [option.get("value") for option in client.page.all("option")]
    assert held.public_id in offered
    assert off.public_id not in offered


@pytest.mark.parametrize(("people", "warned"), [(4, True), (5, False)])
def test_who_asks_too_few_people_is_told_before(client: Inspector, people: int, warned: bool) -> None:
    by, made = run(dates=0)
    date = date_of(made, by, weeks=-8)
    for _ in range(people):
        check_in(registration(date))
    signed_in(client, by)
    client.get(f"/trainings/{made.public_id}/evaluations?lang=en")
    assert ("nothing of an evaluation would be shown yet" in client.words) is warned
