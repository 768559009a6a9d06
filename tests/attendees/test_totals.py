"""How many said what: on the page, and on the second sheet of a workbook."""

from __future__ import annotations

import io
from typing import Any

from flask import Flask
from flask_babel import force_locale
from openpyxl import load_workbook

from pin_app.attendees.services import Order, counts_of, take
from pin_app.attendees.telling import telling
from pin_app.attendees.wanted import Wanted
from pin_app.db import db
from pin_app.events.models import Event
from tests.attendees.lists import Asked, agree, asked, two_days, was_there
from tests.factories import events
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def scene(**columns: Any) -> tuple[Event, Asked]:
    """Three people who come and one who does not, each with something that can be counted."""
    event = two_days(person(role="organiser"), **columns)
    form = asked(event)
    for number, diet in enumerate(["Nuts", " nuts ", "", "Fish"]):
        answers = {form.one.public_id: "red", form.several.public_id: ["red", "blue"][: number % 2 + 1]}
        answers |= {form.diet.public_id: diet} if diet else {}
        state = "cancelled" if diet == "Fish" else "registered"
        made = events.registration(event, state, answers=answers, country=("PK", "IT")[number % 2])
        if number == 0:
            agree(made, form.partners)
            was_there(made, event)
    return event, form


def totals(event: Event, **wanted: Any) -> dict[str, list[tuple[str, int]]]:
    found = counts_of(event, "organiser", Wanted(**wanted))
    return {total.heading: total.values for total in found.totals}


def about(event: Event, preset: str = "organiser", **wanted: Any) -> list[list[Any]]:
    """The lines of the second sheet; none where there is no such sheet."""
    target = io.BytesIO()
    order = Order(preset, "xlsx", "For the kitchen; =1+1", Wanted(**wanted))
    take(event, order, target, None, tell=telling(order.purpose, None))
    db.session.commit()
    second = load_workbook(target).worksheets[1:]
    return [[cell.value for cell in row] for sheet in second for row in sheet.iter_rows()]


def test_what_people_answered_is_counted_without_those_who_cancelled(app: Flask) -> None:
    event, form = scene()
    found = totals(event)
    assert found["Which colour?"] == [("Red", 3)]
    assert (found["Which colours?: Red"], found["Which colours?: Blue"]) == (
        [("yes", 3)],
        [("no", 2), ("yes", 1)],
    )
    assert found["Country"] == [("Pakistan", 2), ("Italy", 1)]
    assert found["Consent: My contact may go to partners"] == [("no", 2), ("yes", 1)]
    assert "What do you make?" not in found and "Surname" not in found
    assert form.text.sensitive is False


def test_what_may_not_be_eaten_is_counted_though_it_was_typed_in_other_letters(app: Flask) -> None:
    assert totals(scene()[0])["What may you not eat?"] == [("Nuts", 2), ("", 1)]


def test_a_question_that_each_answers_otherwise_is_not_counted(app: Flask) -> None:
    event, form = scene()
    for number in range(41):
        events.registration(event, answers={form.diet.public_id: f"Food {number}"})
    assert "What may you not eat?" not in totals(event)


def test_a_donors_list_counts_no_more_than_it_holds(app: Flask) -> None:
    event, _ = scene()
    headings = {total.heading for total in counts_of(event, "donor", Wanted()).totals}
    assert "What may you not eat?" not in headings
    assert dict(counts_of(event, "donor", Wanted()).totals[0].values) == {"fewer than 5": 3}


def test_the_second_sheet_says_whose_list_it_is_and_by_which_filters(app: Flask) -> None:
    event, _ = scene(titles={"en": "=1+1 & co"})
    lines = about(event, words="surname", only={"country": ("PK",)}, but={"in": ("any",)})
    said = {line[0]: line[1] for line in lines if line[0]}
    assert (said["Event"], said["List"], said["People"]) == ("=1+1 & co", "Whole list", 1)
    filters = [line[1] for line in lines[5:9]]
    assert filters == [
        "Holds the words: surname", "Checked in, left out: On any day", "Country: Pakistan",
        "Who cancelled is not in the list.",
    ]  # fmt: skip
    assert (said["What for"], said["Taken away by"]) == (
        "For the kitchen; =1+1",
        "By a command on the server",
    )
    assert ["Country", "Pakistan", 1] in lines and ["Which colour?", "Red", 1] in lines


def test_sensitive_answers_are_on_the_second_sheet_only_where_their_column_was_ticked(app: Flask) -> None:
    assert not [line for line in about(scene()[0]) if line[0] == "What may you not eat?"]


def test_a_list_that_is_handed_on_tells_nothing_of_its_filters(app: Flask) -> None:
    event, form = scene()
    asked_for = {f"q-{form.one.public_id}": ("red",)}
    assert (about(event, "partner", only=asked_for), about(event, "donor")) == ([], [])


def test_the_page_counts_the_people_of_the_filter(client: Inspector) -> None:
    event, _ = scene()
    signed_in(client, person(role="staff"))
    client.get(f"/events/{event.public_id}/attendees/totals?lang=en")
    assert "3 people · Who cancelled is not counted." in client.words
    assert "Country Answer People Pakistan 2 Italy 1" in client.words
    assert "What may you not eat? Answer People Nuts 2 no answer 1" in client.words
    client.get(f"/events/{event.public_id}/attendees/totals?lang=en&country=IT")
    assert "One person" in client.words and "Country: Italy" in client.words


def test_the_language_of_a_list_can_be_chosen(client: Inspector) -> None:
    event, _ = scene()
    signed_in(client, person(role="staff"))
    client.get(f"/events/{event.public_id}/attendees/export?lang=en")
    order = {"form": "csv-excel", "purpose": "For Prato", "language": "it", "column": ["surname", "country"]}
    answer = client.post(f"/events/{event.public_id}/attendees/export?lang=en", order, status=200)
    assert answer.data.decode("utf-8-sig").splitlines()[0] == "Cognome;Paese"


def test_the_second_sheet_is_in_the_language_of_the_list(app: Flask) -> None:
    event, _ = scene()
    with force_locale("it"):
        assert ["Paese", "Pakistan", 2] in about(event)
