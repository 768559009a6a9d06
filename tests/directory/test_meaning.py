"""The directory's search by meaning: across writings, beside the letters, and honest about it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete

from pin_app.db import db
from pin_app.directory import tasks
from pin_app.directory.meaning import MOST_CLOSE, close
from pin_app.directory.models import DirectoryTopic
from pin_app.directory.queries import Wanted, find
from pin_app.jobs import run_pending
from tests.directory.network import profile
from tests.inspector import Inspector
from tests.store import asked

BLADES = [("sell", "جراحی کے آلات اور قینچیاں")]
BEES = [("sell", "Miele di acacia e cera d'api")]


def close_to(text: str, **more: object) -> list[str]:
    wanted = Wanted(words=text, order="relevance", **more)  # type: ignore[arg-type]
    return [one.name for one in close(wanted, find(wanted))]


@pytest.mark.parametrize("text", ["surgical instruments", "ferri chirurgici", "jarrahi ke aalat", "forceps"])
def test_a_firm_is_found_whatever_language_it_wrote(app: Flask, text: str) -> None:
    profile("Sialkot Steel", "pakistani_firm", offers=BLADES)
    profile("Api d'oro", offers=BEES)
    assert close_to(text) == ["Sialkot Steel"]


def test_what_letters_find_is_not_shown_again(app: Flask) -> None:
    profile("Forceps Italia", offers=[("sell", "surgical instruments")])
    assert find(Wanted(words="surgical instruments", order="relevance")).total == 1
    assert close_to("surgical instruments") == []


def test_filters_hold_and_who_is_not_listed_is_not_found(app: Flask) -> None:
    profile("Sialkot Steel", "pakistani_firm", offers=BLADES)
    profile("Hidden Steel", "pakistani_firm", offers=BLADES, listed=False)
    assert close_to("ferri chirurgici", facets={"country": "PK"}) == ["Sialkot Steel"]
    assert close_to("ferri chirurgici", facets={"country": "IT"}) == []


@pytest.mark.parametrize("text", ["xyzzy", "", "😀", "\x00", "ki ke ko", "-1", "%' OR 1=1"])
def test_words_of_no_trade_have_nothing_close(app: Flask, text: str) -> None:
    profile("Sialkot Steel", "pakistani_firm", offers=BLADES)
    assert close_to(text) == []


def test_the_page_says_that_it_is_meaning_and_not_letters(client: Inspector) -> None:
    profile("Sialkot Steel", "pakistani_firm", offers=BLADES)
    client.get("/directory?q=ferri chirurgici")
    assert "Close in meaning" in client.words and "Sialkot Steel" in client.words
    client.get("/directory?q=xyzzy")
    assert "Close in meaning" not in client.words and "Nothing found" in client.words


def test_it_asks_as_much_for_many_as_for_one(client: Inspector) -> None:
    counts = []
    for _ in range(2):
        profile("Sialkot Steel", "pakistani_firm", offers=BLADES)
        counts.append(asked(lambda: client.get("/directory?q=ferri chirurgici")))
    assert counts[0] == counts[1]


def test_only_a_few_are_shown(app: Flask) -> None:
    for number in range(MOST_CLOSE + 2):
        profile(f"Steel {number}", "pakistani_firm", offers=BLADES)
    assert len(close_to("ferri chirurgici")) == MOST_CLOSE


def test_a_directory_from_before_is_read_by_a_job(app: Flask) -> None:
    profile("Sialkot Steel", "pakistani_firm", offers=BLADES)
    db.session.execute(delete(DirectoryTopic))
    db.session.commit()
    assert close_to("ferri chirurgici") == []
    db.session.commit()
    tasks.keep_topics()
    run_pending(app)
    assert close_to("ferri chirurgici") == ["Sialkot Steel"]
