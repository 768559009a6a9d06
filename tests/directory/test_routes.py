"""The directory's page."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.db import db
from tests.directory.network import profile
from tests.inspector import Inspector
from tests.store import asked

ODD = ["2" * 30, "-1", "0", "\x00", "\ud800", "1e400", "NaN", "'; --", "x" * 100_000, "٣"]


def test_everybody_finds_a_profile_and_never_a_way_to_reach_it(client: Inspector) -> None:
    profile(
        "Sialkot Steel",
        email="secret@sialkot.pk",
        phone="+923001234567",
        contact_name="Ann",
        offers=["forceps"],
    )
    page = client.get("/directory?q=forceps").get_data(as_text=True)
    assert "Sialkot Steel" in page
    assert [word for word in ("secret@", "923001234567", "Ann") if word in page] == []


def test_text_of_people_says_its_language(client: Inspector) -> None:
    profile("A", offers=["x"])
    client.get("/directory")
    assert [span["dir"] for span in client.page.all("span") if span.get("class") == "quoted"] == ["auto"]


@pytest.mark.parametrize(
    "name", ["q", "page", "kind", "country", "region", "sector", "intent", "language", "order"]
)
@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value[:8]))
def test_odd_arguments_bring_a_page(client: Inspector, name: str, value: str) -> None:
    client.get("/directory", query_string={name: value.encode("utf-8", "surrogatepass")})


def test_a_chosen_value_is_shown_as_chosen_and_can_be_taken_away(client: Inspector) -> None:
    profile("A", sectors=["32.50"])
    client.get("/directory?sector=32&lang=it")
    chosen = [option["value"] for option in client.page.all("option") if "selected" in option]
    assert chosen == ["32", "newest"]
    links = [a["href"] for a in client.page.all("a") if a.get("class") == "badge"]
    assert links == ["/directory?lang=it"]


def test_an_empty_directory_says_so(client: Inspector) -> None:
    client.get("/directory")
    assert "Nobody is listed yet" in client.words
    client.get("/directory?q=forceps")
    assert "Nothing found" in client.words


def test_a_page_asks_as_much_for_three_as_for_one(app: Flask, client: Inspector) -> None:
    profile("One", offers=["denim"], needs=["cotton"])
    client.get("/directory")
    for_one = asked(lambda: client.get("/directory?q=denim&kind=italian_firm"))
    for name in ("Two", "Three"):
        profile(name, offers=["denim"], needs=["cotton"])
    db.session.commit()
    assert asked(lambda: client.get("/directory?q=denim&kind=italian_firm")) == for_one
