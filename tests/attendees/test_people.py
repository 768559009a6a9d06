"""Filters, orders and pages of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from pin_app.attendees.queries import people
from pin_app.attendees.queries.chunks import Chunk, chunk_of
from pin_app.attendees.services import listing_of
from pin_app.attendees.wanted import ORDERS, Wanted
from pin_app.db import db, now
from pin_app.events.models import Event
from tests.attendees.lists import Asked, agree, asked, column, grid_of, two_days, was_there
from tests.factories import events
from tests.factories.people import person
from tests.store import statements

Guests = tuple[Event, Asked]


@pytest.fixture
def guests(app: Flask) -> Guests:
    """Four people who differ in everything."""
    event = two_days(person(role="organiser"))
    form = asked(event)
    red, both = {form.one.public_id: "red"}, {form.several.public_id: ["red", "blue"]}
    akhtar = events.registration(
        event, surname="Akhtar", country="PK", language="ur", kind="investor", answers=red
    )
    bianchi = events.registration(
        event, surname="Bianchi", country="IT", language="it", email="b@ditta.example",
        organisation="Caffè È Vero", answers=both | {form.yes_no.public_id: True},
    )  # fmt: skip
    events.registration(
        event, "waiting", surname="Chaudhry", country="", phone="+393331234567",
        answers={form.several.public_id: ["blue"], form.yes_no.public_id: False},
    )  # fmt: skip
    ali = {"surname": "د", "given_name": "علی", "name_key": "d ali", "reference": "ABCD2345"}
    events.registration(event, source="door", **ali)
    agree(akhtar, form.partners)
    agree(bianchi, form.partners, taken_back=True)
    was_there(akhtar, event, 0)
    was_there(bianchi, event, 1)
    return event, form


def found(event: Event, wanted: Wanted) -> str:
    """The first letters of whom a list holds."""
    grid = grid_of(event, keys=("surname",), wanted=wanted)
    return "".join(name[0] for name in column(grid, "Surname"))


@pytest.mark.parametrize(
    ("facet", "values", "only", "but"),
    [
        ("status", ("waiting",), "C", "ABد"),
        ("country", ("PK",), "Aد", "BC"),
        ("country", ("PK", "IT"), "ABد", "C"),
        ("country", ("none",), "C", "ABد"),
        ("language", ("ur", "it"), "AB", "Cد"),
        ("kind", ("investor",), "A", "BCد"),
        ("source", ("door",), "د", "ABC"),
        ("in", ("any",), "AB", "Cد"),
        ("country", ("XX",), "", "ABCد"),
    ],
)
def test_values_can_be_wanted_or_left_out(
    guests: Guests, facet: str, values: tuple[str, ...], only: str, but: str
) -> None:
    event, _form = guests
    assert (found(event, Wanted(only={facet: values})), found(event, Wanted(but={facet: values}))) == (
        only,
        but,
    )


def test_one_day_of_several_can_be_asked_for(guests: Guests) -> None:
    event, _form = guests
    days = [column.key.removeprefix("in-") for column in listing_of(event).columns if column.key[:3] == "in-"]
    assert [found(event, Wanted(only={"in": (day,)})) for day in days] == ["A", "B"]
    assert found(event, Wanted(only={"in": ("2026-99-99",)})) == ""


@pytest.mark.parametrize(
    ("question", "values", "only", "but"),
    [
        ("one", ("red",), "A", "BCد"),
        ("one", ("none",), "BCد", "A"),
        ("several", ("blue",), "BC", "Aد"),
        ("several", ("red",), "B", "ACد"),
        ("several", ("red", "none"), "ABد", "C"),
        ("yes_no", ("yes",), "B", "ACد"),
        ("yes_no", ("no",), "C", "ABد"),
        ("yes_no", ("no", "none"), "ACد", "B"),
        ("partners", ("yes",), "A", "BCد"),
        ("partners", ("no",), "BCد", "A"),
    ],
)
def test_answers_and_consents_can_be_wanted_or_left_out(
    guests: Guests, question: str, values: tuple[str, ...], only: str, but: str
) -> None:
    event, form = guests
    facet = ("c-" if question == "partners" else "q-") + getattr(form, question).public_id
    assert (found(event, Wanted(only={facet: values})), found(event, Wanted(but={facet: values}))) == (
        only,
        but,
    )


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("akht", "A"), ("AKHTAR", "A"), ("akhtar given", "A"), ("akhtar nobody", ""), ("caffè", "B"),
        ("CAFF", "B"), ("ditta.example", "B"), ("3331234567", "C"), ("+393331234567", "C"),
        ("abcd2345", "د"), ("%", ""), ("_", ""), ("\\", ""), ("'; drop table users", ""), ("", "ABCد"),
    ],
)  # fmt: skip
def test_people_are_found_by_name_organisation_address_phone_and_reference(
    guests: Guests, words: str, letters: str
) -> None:
    assert found(guests[0], Wanted(words=words)) == letters


def test_several_filters_must_all_hold(guests: Guests) -> None:
    event, _form = guests
    wanted = Wanted("a", {"country": ("PK", "IT")}, {"in": ("any",), "language": ("it",)})
    assert found(event, wanted) == "د"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_go_on_and_back_through_the_same_people_as_the_file(app: Flask, order: str, size: int) -> None:
    event = events.event()
    for number in range(7):
        events.registration(
            event, surname=f"S{number * 5 % 7}", name_key=f"s{number * 5 % 7}", organisation="Same",
            country="PI"[number % 2] + "T", registered_at=now() - timedelta(hours=number % 3),
        )  # fmt: skip
    listing = listing_of(event, wanted=Wanted(order=order), keys=("surname",))
    whole = list(listing.rows())
    leaf = listing.page(size=size)
    seen = [person.cells for person in leaf.people]
    while leaf.after:
        leaf = listing.page(leaf.after, size=size)
        seen += [person.cells for person in leaf.people]
    assert seen == whole
    back = [person.cells for person in leaf.people]
    while leaf.before:
        leaf = listing.page(leaf.before, back=True, size=size)
        back = [person.cells for person in leaf.people] + back
    assert back == whole
    assert listing.total == 7


@pytest.mark.parametrize("anchor", ["", "nobody", "x" * 20, "\0", "١"])
def test_an_unknown_place_in_the_list_is_its_beginning(guests: Guests, anchor: str) -> None:
    listing = listing_of(guests[0])
    assert len(listing.page(anchor.replace("\0", "")).people) == 4


def test_somebody_of_another_event_is_no_place_in_the_list(guests: Guests) -> None:
    stranger = events.registration(events.event())
    assert len(listing_of(guests[0]).page(stranger.public_id).people) == 4


def test_a_list_asks_as_often_for_three_people_as_for_one(app: Flask) -> None:
    def counted(people: int) -> tuple[int, int]:
        event = events.event()
        form = asked(event)
        for _ in range(people):
            made = events.registration(event)
            agree(made, form.partners)
            was_there(made, event)
        number = event.id
        db.session.expunge_all()
        event = db.session.get_one(Event, number)
        with statements() as page:
            listing_of(event).page()
        with statements() as whole:
            list(listing_of(event).rows())
        return len(page), len(whole)

    assert counted(3) == counted(1)


def test_a_list_of_many_columns_is_read_in_smaller_parts_and_is_whole(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = events.event()
    for number in range(5):
        events.registration(event, surname=f"Surname{number}")
    listing, sizes = listing_of(event), []
    monkeypatch.setattr(people, "CELLS", len(listing.columns))
    monkeypatch.setattr("pin_app.attendees.services.listing.chunk_of", _noting(sizes))
    assert [row[1] for row in listing.rows()] == [f"Surname{number}" for number in range(5)]
    assert sizes == [2, 2, 1]


def _noting(sizes: list[int]) -> Callable[..., Chunk]:
    def made(names: Sequence[str], rows: Sequence[Sequence[Any]], needs: frozenset[str]) -> Chunk:
        sizes.append(len(rows))
        return chunk_of(names, rows, needs)

    return made
