"""What is recognised in lists: headings, columns by their cells, names, cells."""

from __future__ import annotations

from time import thread_time
from typing import Any

import pytest
from flask import Flask

from pin_app.attendees.incoming import grids, names, said
from pin_app.attendees.incoming.cells import day, readers
from pin_app.attendees.incoming.headings import target_of
from pin_app.attendees.incoming.suggesting import suggest
from pin_app.errors import PinError
from pin_app.events import queries
from pin_app.spreadsheets.values import Doubtful
from tests.attendees.incoming import italian, urdu
from tests.attendees.lists import asked
from tests.factories import events


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("COGNOME", "surname"), ("Nome", "given_name"), ("Nome e Cognome", "full_name"),
        ("Cognome e nome", "surname_first"), ("Indirizzo e-mail", "email"), ("Cell.", "phone"),
        ("Ragione sociale", "organisation"), ("Località", "city"), ("Presenza (Sì/No)", "status"),
        ("Mobile no.", "phone"), ("Company name", "organisation"), ("پورا نام", "full_name"),
        ("فون نمبر", "phone"), ("ادارہ", "organisation"), ("ای میل", "email"), ("Poora naam", "full_name"),
        ("Shehar", "city"), ("Ohda", "role"), ("Consenso e-mail", ""), ("Privacy", ""),
        ("Nome della ditta", "organisation"),
        ("Codice fiscale", ""), ("N.", ""), ("", ""), ("x" * 5_000, ""),
    ],
)  # fmt: skip
def test_headings_in_four_writings(heading: str, target: str) -> None:
    assert target_of(heading) == target


@pytest.mark.parametrize(
    ("whole", "first", "given", "surname"),
    [
        ("Mario Rossi", False, "Mario", "Rossi"),
        ("De Luca Anna", True, "Anna", "De Luca"),
        ("Maria Grazia Di Stefano", False, "Maria Grazia", "Di Stefano"),
        ("Dott.ssa Anna Bianchi", False, "Anna", "Bianchi"),
        ("Rossi, Mario", False, "Mario", "Rossi"),
        ("Shabana", False, "Shabana", "Shabana"),
        ("محمد علی خان", False, "محمد علی", "خان"),
        ("فاطمہ بی بی", False, "فاطمہ", "بی بی"),
        ("di di di", False, "di", "di di"),
    ],
)
def test_whole_names(whole: str, first: bool, given: str, surname: str) -> None:
    assert names.part(whole, first)[:2] == (given, surname)


@pytest.mark.parametrize(
    ("content", "head", "rows"),
    [
        (italian(), 4, 4),
        (urdu(), 2, 2),
        ("Cognome;Nome\r\nPerò;Anna\r\n".encode("cp1252"), 1, 1),
        ("\ufeffElenco, in breve\r\nCognome\tNome\r\nPerò\tAnna\r\n".encode(), 2, 1),
        ("Cognome,Nome\nPerò,Anna\n\nCognome,Nome\nBianchi,Ugo\n".encode(), 1, 3),
        (b"Rossi,Anna,anna@example.org\nBianchi,Ugo,ugo@example.org\n", 0, 2),
        (b"Cognome;Nome;E-mail\rRossi;Anna;a@example.org\rBianchi;Ugo;u@example.org\r", 1, 2),
    ],
)
def test_where_the_headings_are(content: bytes, head: int, rows: int) -> None:
    found = grids.read(content)
    repeated = sum(row == found.rows[head - 1] for row in found.rows[head:]) if head else 0
    assert (found.head, len(found.lines()) + repeated) == (head, rows)


def test_columns_are_known_by_their_cells(app: Flask) -> None:
    _by, event = events.organised()
    rows = "\n".join(f"Anna Rossi{n},a{n}@example.org,+39 333 12345{n:02}" for n in range(5))
    grid = grids.read(rows.replace("Rossi0", "Rossi").encode(), pasted=True)
    assert suggest(grid, event, [])[1:] == ["email", "phone"]
    grid = grids.read(
        b"Wer,Was,Wo\nAnna,a@example.org,0333 1234567\nUgo,u@example.org,0333 1234568\n", head=1
    )
    assert suggest(grid, event, []) == ["", "email", "phone"]


def test_questions_are_known_by_their_labels_and_consents_never(app: Flask) -> None:
    _by, event = events.organised()
    form = asked(event)
    form.one.labels = {"en": "Which colour?", "it": "Che colore?"}
    questions = queries.questions_of(event)
    grid = grids.read(b"Nome,Cognome,che colore,I may be in photos\nA,B,Rosso,yes\n", head=1)
    assert suggest(grid, event, questions) == ["given_name", "surname", f"q-{form.one.public_id}", ""]


def read(target: str, cell: str, country: str = "IT") -> Any:
    return readers([])[target](cell, country)


@pytest.mark.parametrize(
    ("target", "cell", "value"),
    [
        ("country", "Italia", "IT"), ("country", "پاکستان", "PK"), ("country", "pk", "PK"),
        ("language", "Urdu", "ur"), ("language", "italiano", "it"), ("kind", "Italian firm", "italian_firm"),
        ("status", "SI", "registered"), ("status", "✓", "registered"), ("status", "in attesa", "waiting"),
        ("status", "annullata", "cancelled"), ("status", "نہیں", "cancelled"), ("whatsapp_ok", "Sì", True),
        ("sector", "Manufacture of textiles (13)", "13"), ("phone", "333 1234567", "+393331234567"),
        ("email", "Anna <ANNA@X.example.org>", ("anna@x.example.org", "ANNA@X.example.org")),
    ],
)  # fmt: skip
def test_cells_in_many_words(app: Flask, target: str, cell: str, value: Any) -> None:
    assert read(target, cell) == value


def test_a_number_without_prefix_is_of_the_country_of_its_row(app: Flask) -> None:
    assert read("phone", "0333-1234567", "PK") == "+923331234567"


@pytest.mark.parametrize(
    ("target", "cell", "code", "value"),
    [
        ("phone", "3.9E+11", "attendees.phone_rounded", None),
        ("phone", "int. 23", "attendees.phone_kept", ("", "int. 23")),
        ("phone", "0300 1234567", "spreadsheets.phone_elsewhere", "+3903001234567"),
        ("phone", "923001234567", "spreadsheets.plus_lost", "+923001234567"),
        ("phone", "923001234567.0", "spreadsheets.plus_lost", "+923001234567"),
        ("phone", "9,23001234567E+11", "spreadsheets.plus_lost", "+923001234567"),
        ("phone", "9.2300123457E+11", "attendees.phone_rounded", None),
        ("phone", "9.23E+999", "attendees.phone_rounded", None),
        ("status", "forse", "attendees.unknown_status", None),
        ("kind", "amico", "attendees.unknown_word", None),
        ("language", "Deutsch", "attendees.unknown_language", None),
        (
            "email",
            "a@example.org; b@example.org",
            "attendees.first_address",
            ("a@example.org", "a@example.org"),
        ),
    ],
)
def test_doubtful_cells_are_told(app: Flask, target: str, cell: str, code: str, value: Any) -> None:
    found = read(target, cell)
    assert isinstance(found, Doubtful)
    assert (found.doubt.code, found.value) == (code, value)


@pytest.mark.parametrize("typed", ["09/03/1987", "9.3.1987", "9-3-1987", "1987-03-09", "1987-03-09 10:30"])
def test_days_are_read_day_first(typed: str) -> None:
    assert day(typed) == "1987-03-09"


@pytest.mark.parametrize(
    ("typed", "read"), [("31845", "1987-03-09"), ("45352", "2024-03-01"), ("10000", "1927-05-18")]
)
def test_a_day_that_lost_its_look_is_counted(typed: str, read: str) -> None:
    assert day(typed) == read


@pytest.mark.parametrize(
    "typed", ["9999", "80000", "1987", "031845", "31/02/2026", "03/1987", "gestern", "9/3/87", "99/99/9999"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(PinError) as refusal:
        day(typed)
    assert refusal.value.code == "attendees.no_day"


def test_several_answers_in_a_cell() -> None:
    known = {"red": "r", "blue": "b"}
    assert said.several("Red; blue; green", known) == (["r", "b"], ["green"])
    assert said.several("Blue", known) == (["b"], [])


def test_answers_that_hold_signs_are_read_as_they_were_written(app: Flask) -> None:
    labels = ("Sì; no, forse", "Rosso", "< 10", "> 10", "👍", "👎", "C++", "C", "Ex/Import")
    options = [{"key": f"o{place}", "labels": {"it": label}} for place, label in enumerate(labels)]
    asked_for = events.question(events.event(), "several_of", options=options)
    known = said.options_of(asked_for)
    for several in (*((label,) for label in labels), labels, labels[::-1], labels[3:1:-1]):
        keys = [f"o{labels.index(label)}" for label in several]
        assert said.several("; ".join(several), known) == (keys, [])
    assert said.several("rosso; 10; !; EX-IMPORT", known) == (["o1", "o8"], ["10", "!"])


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Anna Rossi" <anna@example.org>;', ["Anna Rossi", "anna@example.org"]),
        ("  <anna@example.org>", ["", "anna@example.org"]),
        ("<anna@example.org> , Rossi", ["<anna@example.org> ", "Rossi"]),
    ],
)
def test_lines_as_letters_have_them(line: str, cells: list[str]) -> None:
    assert grids.read(line.encode(), pasted=True, head=0).rows == [cells]


@pytest.mark.parametrize(
    "line", [" " * 8_000 + "x", "x<" * 20_000, "x<a@b.it>" + " " * 20_000 + "x", "<" + "a" * 90_000],
    ids=["spaces", "brackets", "behind", "address"],
)  # fmt: skip
def test_a_long_line_keeps_nobody_waiting(line: str) -> None:
    begun = thread_time()
    assert grids.read(f"A,b\n{line}".encode(), pasted=True, head=0).rows[0] == ["A", "b"]
    assert thread_time() - begun < 1
