"""Whom each kind of list holds, and which columns it can never have."""

from __future__ import annotations

from itertools import product

import pytest
from flask import Flask

from pin_app.attendees import pseudonyms
from pin_app.attendees.columns import columns_of
from pin_app.attendees.presets import PRESETS
from pin_app.attendees.queries.chunks import chunk_of
from pin_app.attendees.services import listing_of
from pin_app.attendees.wanted import Wanted
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import queries
from pin_app.events.models import Event
from pin_app.events.showing import local
from pin_app.registrations.models import RegistrationConsent
from tests.attendees.lists import agree, asked, column, grid_of, taken
from tests.factories import events

STATES = ("registered", "waiting", "offered", "cancelled")


def surnames(event: Event, **options: object) -> list[str]:
    return column(grid_of(event, keys=("surname",), **options), "Surname")  # type: ignore[arg-type]


def test_who_cancelled_is_in_no_list_unless_asked_for(app: Flask) -> None:
    event = events.event()
    for state in STATES:
        events.registration(event, state, surname=state)
    assert surnames(event) == ["offered", "registered", "waiting"]
    assert [surnames(event, preset=name) for name in ("door", "badges")] == [["registered"], ["registered"]]
    assert surnames(event, wanted=Wanted(only={"status": ("cancelled",)})) == ["cancelled"]
    assert surnames(event, wanted=Wanted(but={"status": ("waiting",)})) == ["offered", "registered"]


def test_partners_get_those_whose_consent_stands_now_and_nobody_else(app: Flask) -> None:
    """Row by row: every way to have answered both consents, in every state."""
    event, other = events.event(), events.event()
    form, elsewhere = asked(event), asked(other)
    expected = []
    ways = ("never", "yes", "taken back", "taken back and given again")
    for number, (way, photos, state) in enumerate(product(ways, (True, False), STATES)):
        made = events.registration(event, state, surname=f"P{number:02}")
        if way != "never":
            agree(made, form.partners, taken_back=way != "yes")
        if way == "taken back and given again":
            agree(made, form.partners)
        if photos:
            agree(made, form.photos)
        if way in ("yes", "taken back and given again") and state != "cancelled":
            expected.append(made.surname)
    stranger = events.registration(other, surname="Stranger")
    agree(stranger, elsewhere.partners)
    assert surnames(event, preset="partner") == expected
    assert surnames(other, preset="partner") == ["Stranger"]
    everybody = Wanted(only={"status": STATES})
    assert set(surnames(event, preset="partner", wanted=everybody)) >= set(expected)
    today = local(event, now()).date().isoformat()
    cells = column(grid_of(event, preset="partner"), "Consent: My contact may go to partners")
    assert cells == [f"yes ({today})"] * len(expected)


def test_a_consent_that_is_taken_back_acts_at_once(app: Flask) -> None:
    event = events.event()
    form, made = asked(event), events.registration(event, surname="Akhtar")
    agree(made, form.partners)
    assert surnames(event, preset="partner") == ["Akhtar"]
    kept = db.session.query(RegistrationConsent).one()
    kept.withdrawn_at = now()
    db.session.commit()
    assert surnames(event, preset="partner") == []


def test_partners_hold_nothing_even_where_no_consent_is_asked(app: Flask) -> None:
    event = events.event()
    events.registration(event)
    assert surnames(event, preset="partner") == []


@pytest.mark.parametrize(
    ("preset", "never"),
    [
        ("partner", {"note", "sensitive", "session", "state", "presence", "reference"}),
        ("donor", {"note", "sensitive", "session", "name", "contact", "consent", "question", "reference"}),
        ("badges", {"note"}),
        ("signature", {"note", "sensitive", "contact", "question", "consent"}),
    ],
)
def test_lists_cannot_have_what_they_do_not_need(app: Flask, preset: str, never: set[str]) -> None:
    event = events.event()
    asked(event)
    columns = columns_of(event, queries.questions_of(event, retired=True))
    allowed = PRESETS[preset].allowed(columns)
    assert {column.group for column in allowed} & never == set()
    barred = [column.key for column in columns if column not in allowed]
    form = "pdf" if preset == "signature" else "csv"
    for key in barred:
        with pytest.raises(PinError, match="cannot have these columns"):
            taken(event, preset=preset, form=form, keys=("surname", key))


def test_photos_are_no_business_of_partners(app: Flask) -> None:
    event = events.event()
    form, made = asked(event), events.registration(event)
    agree(made, form.partners)
    assert [title for title in grid_of(event, preset="partner")[0] if "Consent" in title] == [
        "Consent: My contact may go to partners"
    ]


def test_donors_learn_no_name_and_no_contact(app: Flask) -> None:
    event = events.event()
    asked(event)
    people = [events.registration(event, kind="investor", sector="32.30", role="Boss") for _ in range(6)]
    cells = {cell for row in grid_of(event, preset="donor")[1:] for cell in row}
    names = (
        "surname", "given_name", "email", "phone", "organisation", "reference", "public_id", "city", "role",
        "ticket",
    )  # fmt: skip
    told = {str(getattr(one, name)) for one in people for name in names}
    assert cells & told == set()


def test_pseudonyms_stay_the_same_in_an_event_and_differ_between_events(app: Flask) -> None:
    event, other = events.event(), events.event()
    for number in range(6):
        events.registration(event, surname=f"A{number}", email=f"a{number}@example.org")
        events.registration(other, surname=f"A{number}", email=f"a{number}@example.org")
    first = column(grid_of(event, preset="donor"), "Pseudonym")
    assert column(grid_of(event, preset="donor"), "Pseudonym") == first
    assert len(set(first)) == 6
    assert set(column(grid_of(other, preset="donor"), "Pseudonym")) & set(first) == set()


@pytest.mark.parametrize("order", ("name", "newest"))
def test_pseudonyms_stand_neither_by_the_alphabet_nor_by_who_came_first(app: Flask, order: str) -> None:
    event = events.event()
    secrets = "hcafdbge"
    made = {secret: events.registration(event, surname=f"A{n}", link_secret=secret * 43)
            for n, secret in enumerate(secrets)}  # fmt: skip
    named = pseudonyms.pseudonym_of(event)
    rows = [(made[secret].public_id, 1) for secret in "abcdefgh"]
    expected = list(named(chunk_of(["public_id"], rows, frozenset())))
    wanted = Wanted(order=order)
    assert column(grid_of(event, preset="donor", wanted=wanted), "Pseudonym") == expected
    first = listing_of(event, "donor", wanted).page(size=3)
    second = listing_of(event, "donor", wanted).page(first.after, size=3)
    shown = [person.cells[0] for leaf in (first, second) for person in leaf.people]
    assert shown == expected[:6]
    assert listing_of(event, "donor", wanted).page(second.before, back=True, size=3) == first


def test_what_fewer_than_five_share_is_left_out_for_donors(app: Flask) -> None:
    event = events.event()
    for number in range(12):
        trade = "32.30" if number < 5 else f"{10 + number}.10"
        events.registration(event, kind="investor", sector=trade, country="PK")
    events.registration(event, kind="association", sector="32.30", country="IT")
    grid = grid_of(event, preset="donor")
    rows = sorted(zip(*(column(grid, title) for title in ("Type", "Sector", "Country")), strict=True))
    hidden = "fewer than 5"
    assert rows == sorted(
        [("Investor", "Manufacture of sports goods (32.30)", "Pakistan")] * 5
        + [("Investor", hidden, "Pakistan")] * 7
        + [(hidden, hidden, hidden)]
    )
