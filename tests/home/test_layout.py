"""The frame of every page: menus by role, languages, the demo's banner, and a store that is away."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from pin_app import site
from pin_app.db import db
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

MENU = (
    "/matches",
    "/directory",
    "/profiles/mine",
    "/reviews",
    "/admin/",
    "/account",
    "/sign-in",
    "/register",
)


def menu(client: Inspector) -> list[str]:
    """Addresses of the main menu, in its order."""
    links = [a.get("href") or "" for a in client.page.all("a")]
    return [link for link in MENU if link in links]


@pytest.mark.parametrize(
    ("role", "hidden"),
    [("member", {"/reviews", "/admin/"}), ("staff", {"/admin/"}), ("administrator", set())],
)
def test_the_menu_shows_what_a_role_may_open(client: Inspector, role: str, hidden: set[str]) -> None:
    signed_in(client, person(role=role)).get("/help")
    assert {"/profiles/mine", "/account"} <= set(menu(client))
    assert hidden & set(menu(client)) == set()
    assert {"/sign-in", "/register"} & set(menu(client)) == set()


def test_visitors_are_asked_in(client: Inspector) -> None:
    client.get("/help")
    assert menu(client) == ["/directory", "/sign-in", "/register"]


def test_the_page_that_one_is_on_is_marked(client: Inspector) -> None:
    client.get("/help")
    assert [a["href"] for a in client.page.all("a") if a.get("aria-current") == "page"] == ["/help"]


def test_visitors_change_the_language_by_a_link_to_the_same_page(client: Inspector) -> None:
    client.get("/directory?q=leather&page=2")
    links = {a["hreflang"]: a["href"] for a in client.page.all("a") if a.get("hreflang")}
    assert links["ur"] == "/directory?q=leather&page=2&lang=ur"
    assert list(links) == ["en", "it", "ur"]


def test_people_change_the_language_by_a_form_that_leads_back(client: Inspector) -> None:
    signed_in(client, person()).get("/directory?q=leather&lang=it")
    hidden = [a.get("value") for a in client.page.all("input") if a.get("name") == "next"]
    assert hidden == ["/directory?q=leather"]
    assert [b.get("value") for b in client.page.all("button") if b.get("name") == "language"] == [
        "en",
        "it",
        "ur",
    ]


@pytest.mark.parametrize(
    "odd", ["endpoint=x", "_external=1", "_scheme=javascript", "_anchor=x", "q=%00%ff", "q=a&q=b"]
)
def test_odd_arguments_do_not_break_links_to_the_same_page(client: Inspector, odd: str) -> None:
    client.get(f"/help?{odd}")
    links = [a["href"] or "" for a in client.page.all("a") if a.get("hreflang")]
    assert [link.startswith("/help?") for link in links] == [True] * 3


def test_a_missing_page_is_missing_in_three_languages(client: Inspector) -> None:
    client.get("/no/such/<page>", status=404)
    links = [a["href"] for a in client.page.all("a") if a.get("hreflang")]
    assert links[1] == "/no/such/%3Cpage%3E?lang=it"
    client.get(str(links[1]), status=404)
    assert client.page.all("html")[0]["lang"] == "it"


def test_the_demo_says_that_it_is_one(client: Inspector) -> None:
    client.get("/help")
    assert "demonstration" not in client.words
    site.state("demo", "yes")
    db.session.commit()
    client.get("/help")
    assert "This is a demonstration with invented people and firms." in client.words


def test_a_page_stands_while_the_store_is_away(client: Inspector, app: Flask) -> None:
    signed_in(client, person(role="staff", language="ur"))

    def refuse(*_arguments: object) -> None:
        raise OperationalError("SELECT", {}, RuntimeError("away"))

    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        answer = client.raw.get("/profiles/mine?lang=it")
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    page = type(client.page)(answer.get_data(as_text=True))
    assert page.problems == []
    assert page.all("html")[0]["lang"] == "it"
