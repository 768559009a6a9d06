"""The first page, the choice of language, and the pages that say what PIN is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

PAGES = ["/", "/help", "/privacy", "/accessibility"]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("it", "ltr"), ("ur", "rtl")])
def test_pages_speak_the_asked_language(client: Inspector, url: str, language: str, direction: str) -> None:
    client.get(f"{url}?lang={language}")
    root = client.page.all("html")[0]
    assert (root["lang"], root["dir"]) == (language, direction)


def test_visitors_see_how_many_are_in_the_directory(client: Inspector) -> None:
    profile(kind="italian_firm")
    profile(kind="investor", listed=False)
    client.app.extensions["pin.jobs"].flush()
    client.get("/")
    linked = [a["href"] for a in client.page.all("a") if "directory?kind" in (a.get("href") or "")]
    assert linked == ["/directory?kind=italian_firm"]
    assert "One profile in the directory" in client.words


def test_a_visitor_gets_no_cookie_from_reading(client: Inspector) -> None:
    assert [client.get(url).headers.get("Set-Cookie") for url in PAGES] == [None] * len(PAGES)


def test_a_person_without_a_profile_is_asked_to_make_one(client: Inspector) -> None:
    signed_in(client, person(name="Sana Butt")).get("/")
    assert "Welcome, Sana Butt" in client.words
    assert "You have no profile yet" in client.words


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("draft", "Others do not see this profile yet."),
        ("submitted", "ISCOS staff are reading your profile."),
        ("changes_requested", "ISCOS staff ask you to change something."),
        ("published", "PIN is comparing your profile with others."),
        ("withdrawn", "You took this profile back."),
    ],
)
def test_a_person_is_told_what_is_next(client: Inspector, state: str, sentence: str) -> None:
    owner = person()
    profile(owner=owner, state=state, name="Azm Quarries")
    signed_in(client, owner).get("/")
    assert "Azm Quarries" in client.words
    assert sentence in client.words


def test_staff_see_how_many_profiles_wait(client: Inspector) -> None:
    profile(state="submitted")
    profile(state="submitted")
    signed_in(client, person(role="staff")).get("/")
    assert "2 profiles wait for your check." in client.words


def test_members_do_not_see_what_waits_for_staff(client: Inspector) -> None:
    profile(state="submitted")
    signed_in(client, person()).get("/")
    assert "your check" not in client.words


def test_a_person_chooses_a_language_for_good(client: Inspector) -> None:
    someone = person(language="en")
    signed_in(client, someone).get("/help")
    answer = client.post("/language", {"language": "ur", "next": "/help"})
    assert answer.headers["Location"] == "/help"
    assert "lang=ur" in answer.headers["Set-Cookie"]
    assert db.session.get(User, someone.id).language == "ur"
    client.follow(answer)
    assert client.page.all("html")[0]["lang"] == "ur"


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_the_choice_of_language_stays_on_this_site(client: Inspector, target: str) -> None:
    signed_in(client, person()).get("/")
    answer = client.post("/language", {"language": "it", "next": target})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("code", ["", "fr", "ur-Latn", "\x00", "x" * 100_000])
def test_an_unknown_language_is_refused_in_words(client: Inspector, code: str) -> None:
    someone = person(language="it")
    signed_in(client, someone).get("/")
    client.post("/language", {"language": code}, status=409)
    assert db.session.get(User, someone.id).language == "it"


def test_visitors_keep_their_language_in_a_cookie(client: Inspector) -> None:
    client.get("/?lang=it")
    client.get("/help")
    assert client.page.all("html")[0]["lang"] == "it"


def test_robots_stay_away_from_forms(client: Inspector) -> None:
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /register" in lines
    assert "Disallow: /directory" not in lines


def test_without_an_address_there_is_no_security_file(client: Inspector) -> None:
    client.get("/.well-known/security.txt", status=404)


def test_security_file_names_the_address(
    client: Inspector, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = replace(app.extensions["pin.settings"], contact="pin@example.org")
    monkeypatch.setitem(app.extensions, "pin.settings", named)
    answer = client.get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True).splitlines()[0] == "Contact: mailto:pin@example.org"
    client.get("/help")
    assert "mailto:pin@example.org" in [a.get("href") for a in client.page.all("a")]
