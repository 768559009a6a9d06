"""Lists as they come, Italian, Urdu, our own and hostile ones: what is taken from them."""

from __future__ import annotations

from html import escape

import pytest
from flask_babel import force_locale

from tests.attendees.incoming import (
    checked,
    codes,
    italian,
    names,
    outcomes,
    people,
    plain,
    stored,
    urdu,
)
from tests.attendees.lists import asked, taken
from tests.exchange import tables
from tests.factories import events

pytestmark = pytest.mark.usefixtures("app")


def test_an_italian_list_is_read_as_it_is_meant() -> None:
    by, event = events.organised()
    found = checked(event, italian(), by)
    assert (found.head, found.facts["heads"][1], names()) == (4, "Cognome", [])
    assert outcomes(found) == [(5, "created"), (7, "left_out"), (8, "waiting"), (10, "left_out")]
    assert codes(found) == [
        ("", "attendees.says_no"), ("", "attendees.sum"),
    ]  # fmt: skip


def test_an_urdu_list_is_read() -> None:
    by, event = events.organised()
    event.country = "PK"
    stored(event, urdu(), by)
    (person,) = people(event)
    assert (person.given_name, person.surname, person.phone, person.city) == (
        "محمد علی", "خان", "+923001234567", "سیالکوٹ",
    )  # fmt: skip


@pytest.mark.parametrize("word", ["TOTALE", "Total:", "کل", "ٹوٹل"])
def test_the_sum_below_a_list_is_nobody(word: str) -> None:
    by, event = events.organised()
    found = stored(event, plain("Tot,Anna,,", f"{word},,,"), by)
    assert outcomes(found) == [(2, "created"), (3, "left_out")]
    assert codes(found)[-1] == ("", "attendees.sum")
    assert [one.surname for one in people(event)] == ["Tot"]


@pytest.mark.parametrize(
    "line", ["Totale,7 iscritti,,", "Tot. iscritti:,12,,", ",Totale iscritti,,7", ",TOTALE 7,,"]
)
def test_a_sum_that_counts_is_nobody_too(line: str) -> None:
    by, event = events.organised()
    rows = f"N.,Cognome e nome,E-mail,Data iscrizione\n1,Rossi Anna,a@example.org,2/11/2026\n{line}\n"
    found = checked(event, rows.encode(), by)
    assert outcomes(found) == [(2, "created"), (3, "left_out")]
    assert codes(found) == [("", "attendees.sum")]


def test_a_firm_or_a_person_called_total_is_none() -> None:
    by, event = events.organised()
    rows = "Ditta,Nome,Cognome,E-mail\nTotal 24,Anna,Rossi,\nTotal,Ugo 2,Neri,u@example.org\n"
    found = checked(event, rows.encode(), by)
    assert outcomes(found) == [(2, "created"), (3, "created")]


@pytest.mark.parametrize("form", ["xlsx", "csv-excel", "csv"])
@pytest.mark.parametrize("spoken", ["en", "it", "ur"])
def test_what_we_wrote_ourselves_changes_nothing(form: str, spoken: str) -> None:
    by, event = events.organised()
    form_of = asked(event)
    events.registration(
        event, surname="=Akhtar", kind="italian_firm", sector="13", language="ur", whatsapp_ok=True,
        answers={
            form_of.text.public_id: "-5 and '+1", form_of.yes_no.public_id: True,
            form_of.one.public_id: "blue",
            form_of.several.public_id: ["red", "blue"], form_of.diet.public_id: "0039",
        },
    )  # fmt: skip
    events.registration(event, surname="Però", state="waiting", phone="")
    with force_locale(spoken):
        file = taken(event, by, form)[1]
    found = checked(event, file, by)
    assert outcomes(found) == [(2, "unchanged"), (3, "unchanged")]
    assert codes(found) == []


def raw(rows_of: list[list[str]]) -> bytes:
    """A workbook whose cells are as they are, also where no program would write them."""
    cells = [
        "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) for row in rows_of
    ]
    return tables.book("".join(f"<row>{row}</row>" for row in cells))


def hostile(number: int) -> list[str]:
    """One row in which every cell is odd."""
    cells = [
        "_x0000_",
        "_xD800_",
        "\u202e",
        "=1+1",
        "'",
        "\u200b",
        "<script>",
        "%(x)s",
        "x" * 3_000,
    ]
    return [cells[(number + place) % len(cells)] for place in range(8)]


def test_odd_cells_are_told_or_stored_inert() -> None:
    by, event = events.organised()
    form = asked(event)
    head = ["Cognome", "Nome", "E-mail", "Telefono", "Ditta", "Note", form.text.labels["en"], "Stato"]
    good = [["Rossi _x0000_", "Anna _xD800_", "", "=1+1", "=cmd|' /C calc'!A0", "\u202eabc", "-5", "✓"]]
    found = stored(event, raw([head, *good, *map(hostile, range(20))]), by, leave_refused=True)
    (first, *_others) = people(event)
    assert (first.surname, first.given_name, first.organisation) == ("Rossi", "Anna", "=cmd|' /C calc'!A0")
    assert (first.note, first.answers) == ("abc", {form.text.public_id: "-5"})
    assert found.counts["rows"] == 21
    again = checked(event, raw([head, *good]), by)
    assert outcomes(again) == [(2, "unchanged")]
