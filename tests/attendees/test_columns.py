"""Columns: in the order of the form, with nothing of the form missing, in the organiser's language."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.events.showing import days_of, local
from tests.attendees.lists import agree, asked, column, grid_of, two_days, was_there
from tests.factories import events
from tests.factories.people import person


def answered(event: Event) -> None:
    form = asked(event)
    answers = {
        form.text.public_id: "Footballs", form.yes_no.public_id: False, form.one.public_id: "red",
        form.several.public_id: ["red", "blue"], form.diet.public_id: "Nuts",
    }  # fmt: skip
    made = events.registration(
        event, surname="Bhatti", sector="32.30", kind="pakistani_firm", answers=answers, language="ur",
        whatsapp_ok=True, note="Be kind", reference="BHATTI22", organisation="Bhatti Sports",
        email="bhatti@example.org", phone="+923001234567",
    )  # fmt: skip
    agree(made, form.partners)
    agree(made, form.photos, taken_back=True)
    was_there(made, event, 1)


def test_columns_stand_in_the_order_of_the_form(app: Flask) -> None:
    event = two_days(person(role="organiser"))
    answered(event)
    first, second = (day.isoformat() for day in days_of(event))
    assert grid_of(event)[0] == [
        "Reference", "Surname", "Given name", "Organisation", "Role", "Type", "Sector", "City", "Country",
        "E-mail", "Phone", "WhatsApp", "Language", "Status", "Registered on",
        f"Checked in on {first}", f"Checked in on {second}", "Meetings held",
        "Consent: My contact may go to partners", "Consent: I may be in photos",
        "What do you make?", "Do you need a visa?", "Which colour?",
        "Which colours?", "Which colours?: Red", "Which colours?: Blue",
    ]  # fmt: skip


def test_cells_say_what_is_kept_in_words_and_iso_dates(app: Flask) -> None:
    event = two_days(person(role="organiser"))
    today = local(event, now()).date().isoformat()
    answered(event)
    assert grid_of(event)[1] == [
        "BHATTI22", "Bhatti", "Given", "Bhatti Sports", "", "Firm in Pakistan",
        "Manufacture of sports goods (32.30)", "Sialkot", "Pakistan", "bhatti@example.org", "+923001234567",
        "yes", "Urdu", "Has a place", today, "no", "yes", "0", f"yes ({today})", f"taken back ({today})",
        "Footballs", "no", "Red", "Red; Blue", "yes", "yes",
    ]  # fmt: skip


def test_days_that_have_not_come_say_nothing(app: Flask) -> None:
    event = events.event(person(role="organiser"))
    events.registration(event)
    assert column(grid_of(event), f"Checked in on {days_of(event)[0]}") == [""]


def test_headings_are_in_the_language_of_the_organiser(app: Flask) -> None:
    event = events.event(titles={"en": "Trade"})
    asked(event)
    with force_locale("it"):
        assert "Which colours?: Rosso" in grid_of(event)[0]


def test_a_question_that_is_no_longer_asked_is_not_missing(app: Flask) -> None:
    event = events.event()
    question = events.question(event, label="Old question?")
    events.registration(event, answers={question.public_id: "Kept"})
    question.retired_at = now()
    db.session.commit()
    assert column(grid_of(event), "Old question? (no longer asked)") == ["Kept"]


def test_two_questions_of_the_same_words_are_told_apart(app: Flask) -> None:
    event = events.event()
    one, other = events.question(event, label="Why?"), events.question(event, label="Why?")
    events.registration(event, answers={one.public_id: "first", other.public_id: "second"})
    grid = grid_of(event)
    assert (column(grid, "Why?"), column(grid, "Why? (2)")) == (["first"], ["second"])


def test_what_was_left_out_is_an_empty_cell(app: Flask) -> None:
    event = events.event()
    asked(event)
    events.registration(event)
    assert grid_of(event)[1][-6:] == ["", "", "", "", "", ""]


def test_private_columns_stand_in_the_list_only_when_ticked(app: Flask) -> None:
    event = two_days(person(role="organiser"))
    answered(event)
    headings = grid_of(event)[0]
    assert "What may you not eat?" not in headings
    assert "Notes of the organisers" not in headings
    ticked = grid_of(event, keys=("note", "surname"))
    assert ticked == [["Surname", "Notes of the organisers"], ["Bhatti", "Be kind"]]
