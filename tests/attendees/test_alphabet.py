"""Lists stand by the alphabet of who reads them, and organisations are found however they are spelt."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.attendees.services import listing_of
from pin_app.attendees.wanted import Wanted
from pin_app.registrations.services.people import name_key
from pin_app.search import sortable
from tests.attendees.lists import column, grid_of
from tests.factories import events

ITALIAN = ("Àbate", "Bianchi", "D\u2019Angelo", "d'Este", "De Luca", "Èrcoli", "Esposito", "Zanetti")
URDU = (
    "احمد",
    "بٹ",
    "پرویز",
    "تاج",
    "ٹیپو",
    "جاوید",
    "چیمہ",
    "ڈار",
    "رانا",
    "ڑنگ",
    "قمر",
    "کمال",
    "گل",
    "ہاشمی",
    "یونس",
)


@pytest.mark.parametrize("order", ["name", "organisation"])
def test_names_and_firms_stand_by_the_italian_and_the_urdu_alphabet(app: Flask, order: str) -> None:
    event = events.event()
    names = [*ITALIAN, *URDU]
    for place in range(len(names)):
        name = names[place * 7 % len(names)]  # 7 and 23 share nothing: each comes once
        events.registration(
            event, surname=name, given_name="X", name_key=name_key(name, "X"), organisation=name
        )
    shown = column(grid_of(event, keys=("surname",), wanted=Wanted(order=order)), "Surname")
    assert shown == names
    leaf = listing_of(event, wanted=Wanted(order=order), keys=("surname",)).page(size=20)
    rest = listing_of(event, wanted=Wanted(order=order), keys=("surname",)).page(leaf.after, size=20)
    assert [one.cells[0] for one in (*leaf.people, *rest.people)] == names


@pytest.mark.parametrize(
    ("words", "firms"),
    [
        ("forli", "C"), ("FORLÌ", "C"), ("caffe", "I"), ("caffè", "I"), ("citta", "C"), ("l'oreal", "L"),
        ("L\u2019Oréal", "L"), ("o'reilly", ""), ("m&m", "M"), ("پٹ", "پ"), ("كھيل", "پ"), ("%", ""),
        ("3", ""),
    ],
)  # fmt: skip
def test_organisations_are_found_with_and_without_accents(app: Flask, words: str, firms: str) -> None:
    event = events.event()
    made = ("Il Caffè", "Città di FORLÌ", "L\u2019Oréal", "M&M & figli", "پٹ سن کھیل")
    for number, firm in enumerate(made):
        who = {
            "surname": firm[0],
            "name_key": f"x{'abcde'[number]}",
            "email": f"{'abcde'[number]}@example.org",
        }
        events.registration(event, organisation=firm, phone="", reference=f"QQQQQQQ{'ABCDE'[number]}", **who)
    found = column(grid_of(event, keys=("surname",), wanted=Wanted(words=words)), "Surname")
    assert "".join(found) == firms


def test_letters_only_change_places() -> None:
    assert sortable("abc 123") == "abc 123"
    letters = "ءآابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے"
    assert sorted(letters, key=sortable) == list(letters)
    assert set(sortable(letters)) == set(letters)
