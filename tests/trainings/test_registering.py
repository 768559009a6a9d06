"""One form for all dates: all of them or none, each question once, one mail."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from pin_app.accounts.routes import limits
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration, RegistrationConsent, RegistrationMail
from pin_app.registrations.services import Person
from pin_app.trainings import queries, questions, services, words
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.services.protecting import protect
from tests.factories.events import question, registration
from tests.factories.people import person, signed_in
from tests.factories.trainings import date_of, series
from tests.inspector import Inspector

TYPED: dict[str, Any] = {
    "given_name": "Aisha", "surname": "Khan", "email": "aisha@example.org", "language": "en", "country": "IT",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)


def dates(made: TrainingSeries) -> list[Event]:
    return queries.dates_of([made])[made.id]


def register(
    made: TrainingSeries, wait: bool = True, request_key: str = "k" * 20, **columns: Any
) -> list[Registration]:
    given = {"surname": "Khan", "given_name": "Aisha", "email": "aisha@example.org"} | columns
    asked = questions.once(services.open_dates(made))
    return services.register_for_all(made, Person(**given), asked, {}, (), wait=wait, request_key=request_key)


def states(made: TrainingSeries) -> list[list[str]]:
    db.session.rollback()
    found = [db.session.query(Registration).filter_by(event_id=event.id).all() for event in dates(made)]
    return [[one.state for one in rows if one.surname == "Khan"] for rows in found]


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_a_guest_registers_for_all_dates_with_one_form_and_one_mail(client: Inspector, language: str) -> None:
    made = series(dates=3)
    typed = TYPED | {"request_key": "form-1", "language": language}
    for _ in range(2):
        client.get(f"/trainings/{made.public_id}/register?lang={language}")
        client.follow(client.post(f"/trainings/{made.public_id}/register", typed))
    assert states(made) == [["registered"]] * 3
    mail = db.session.query(OutgoingMail).one()
    assert (mail.to_address, mail.template) == ("aisha@example.org", "training_registered")
    assert mail.body.count("/r/") == 3
    assert db.session.query(RegistrationMail).filter_by(mail_id=mail.id).count() == 3


def test_a_member_finds_the_dates_on_the_own_page(client: Inspector) -> None:
    made = series(dates=2)
    user = person(name="Aisha Khan")
    signed_in(client, user)
    client.get(f"/trainings/{made.public_id}/register?lang=en")
    typed = {name: value for name, value in TYPED.items() if name != "email"}
    answer = client.post(f"/trainings/{made.public_id}/register", typed)
    assert answer.headers["Location"] == "/trainings/mine"
    client.follow(answer)
    assert client.words.count("registered") == 2
    assert {one.user_id for one in db.session.query(Registration)} == {user.id}


def test_one_full_date_puts_on_its_waiting_list(client: Inspector) -> None:
    made = series(dates=1)
    full = date_of(made, weeks=1, capacity=1)
    registration(full)
    client.get(f"/trainings/{made.public_id}/register?lang=en")
    assert "Full" in client.words
    client.follow(client.post(f"/trainings/{made.public_id}/register", TYPED | {"if_full": "wait"}))
    assert states(made) == [["registered"], ["waiting"]]
    assert "You are on its waiting list" in db.session.query(OutgoingMail).one().body


def test_or_nothing_is_done_at_all(client: Inspector) -> None:
    made = series(dates=1)
    full = date_of(made, weeks=1, capacity=1)
    registration(full)
    client.get(f"/trainings/{made.public_id}/register?lang=en")
    client.post(f"/trainings/{made.public_id}/register", TYPED | {"if_full": "none"}, status=422)
    assert "Dates that are full: 1. So you were registered for none of them." in client.words
    assert [
        a.get("id") for a in client.page.all("input") if a.get("name") == "if_full" and "checked" in a
    ] == ["if_full-none"]
    assert "Aisha" in [field.get("value") for field in client.page.all("input")]
    assert states(made) == [[], []]
    assert db.session.query(OutgoingMail).count() == 0


def test_a_full_date_without_a_waiting_list_refuses_all(app: Flask) -> None:
    made = series(dates=1)
    full = date_of(made, weeks=1, capacity=1, waiting_list=False)
    registration(full)
    with pytest.raises(PinError) as refused:
        register(made)
    assert refused.value.code == "registration.full"
    assert states(made) == [[], []]


def test_a_member_who_waits_already_is_refused_nothing(app: Flask) -> None:
    made, user = series(dates=1), person()
    full = date_of(made, weeks=1, capacity=1)
    registration(full)
    register(made, user=user)
    db.session.commit()
    assert [one.state for one in register(made, wait=False, user=user)] == ["registered", "waiting"]


def test_a_guest_hears_of_a_full_date_whether_known_or_not(app: Flask) -> None:
    made = series(dates=1)
    date_of(made, weeks=1, capacity=1)
    assert len(register(made, wait=False)) == len(register(made, wait=False)) == 2  # one form, sent twice
    db.session.commit()
    for surname in ("Khan", "Butt"):
        with pytest.raises(PinError) as refused:
            register(made, wait=False, surname=surname, request_key="another form")
        assert refused.value.code == "training.full"
        db.session.rollback()


def test_only_dates_that_are_open_are_taken(app: Flask) -> None:
    made = series()
    for columns in ({"weeks": -8}, {"weeks": 1, "state": "draft"}, {"weeks": 2, "state": "cancelled"}):
        date_of(made, **columns)
    still = date_of(made, weeks=3)
    assert [one.event_id for one in register(made)] == [still.id]


def test_a_series_without_open_dates_says_so(client: Inspector) -> None:
    made = series()
    date_of(made, weeks=-8)
    client.get(f"/trainings/{made.public_id}?lang=en")
    assert "Register for all dates" not in client.words
    client.get(f"/trainings/{made.public_id}/register?lang=en")
    assert "Registration is closed for every date of this series." in client.words
    client.get("/sign-in?lang=en")
    client.post(f"/trainings/{made.public_id}/register", TYPED, status=422)


def test_a_question_of_several_dates_is_asked_once_and_answered_everywhere(client: Inspector) -> None:
    made = series(dates=2)
    first, second = dates(made)
    same = [
        question(event, label="Where do you work?", required=event is second) for event in (first, second)
    ]
    other = question(second, label="Do you drive?")
    agree = [question(event, "consent", label="My photo", purpose="photos") for event in (first, second)]
    client.get(f"/trainings/{made.public_id}/register?lang=en")
    assert (client.words.count("Where do you work?"), client.words.count("My photo")) == (1, 1)
    names = {field.get("name") or "" for field in client.page.all("input")}
    asked = next(name for name in names for one in same if one.public_id in name)
    drive = next(name for name in names if other.public_id in name)
    consent = next(name for name in names for one in agree if one.public_id in name)
    client.post(f"/trainings/{made.public_id}/register", TYPED, status=422)
    answered = {asked: "Brescia", drive: "Yes", consent: "y"}
    client.follow(client.post(f"/trainings/{made.public_id}/register", TYPED | answered))
    rows = {one.event_id: one for one in db.session.query(Registration)}
    assert rows[first.id].answers == {same[0].public_id: "Brescia"}
    assert rows[second.id].answers == {same[1].public_id: "Brescia", other.public_id: "Yes"}
    assert db.session.query(RegistrationConsent).count() == 2


def test_consents_with_other_words_are_not_one(app: Flask) -> None:
    made = series(dates=2)
    for event, hint in zip(dates(made), ("Only once", "For ever"), strict=True):
        question(event, "consent", label="My photo", hints={"en": hint}, purpose="photos")
    assert len(questions.once(dates(made)).questions) == 2


def test_a_training_of_union_leaders_is_open_without_the_consent(client: Inspector) -> None:
    made = series(audience="union_leaders", dates=1)
    consent = {"labels": words.consent_labels(), "hints": words.consent_hints()}
    protect(made, dates(made)[0], consent)
    db.session.commit()
    client.get(f"/trainings/{made.public_id}/register?lang=en")
    ticks = [a for a in client.page.all("input") if a.get("type") == "checkbox"]
    assert [a for a in ticks if "checked" in a or "required" in a] == []
    assert "I know that this may tell them that I belong to a trade union." in client.words
    client.follow(client.post(f"/trainings/{made.public_id}/register", TYPED))
    assert states(made) == [["registered"]]
    assert db.session.query(RegistrationConsent).count() == 0


def test_the_page_of_a_date_leads_to_its_series(client: Inspector) -> None:
    made = series(dates=1)
    client.get(f"/events/{dates(made)[0].public_id}?lang=en")
    assert f"/trainings/{made.public_id}" in [link.get("href") for link in client.page.all("a")]
    made.state = "draft"
    client.get(f"/events/{dates(made)[0].public_id}?lang=en")
    assert f"/trainings/{made.public_id}" not in [link.get("href") for link in client.page.all("a")]
