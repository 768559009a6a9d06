"""How an event is read: texts in a language, days and hours by the clocks of both countries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from pin_app.events import showing, words
from pin_app.events.models import Event
from pin_app.events.showing import Said

START = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)  # 22:00 in Italy, 1:00 of the next day in Pakistan
ROME, KARACHI = "Europe/Rome", "Asia/Karachi"


def of(**columns: object) -> Event:
    given: dict[str, object] = {
        "titles": {"it": "Incontri", "ur": "ملاقاتیں"}, "language": "it", "time_zone": ROME,
        "starts_at": START, "ends_at": START + timedelta(hours=6), "venue": "", "address": "", "city": "",
    }  # fmt: skip
    return Event(**(given | columns))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("it", Said("Incontri", "it")), ("ur", Said("ملاقاتیں", "ur")), ("en", Said("Incontri", "it"))],
)
def test_a_text_is_the_reader_s_or_the_event_s_own(language: str, expected: Said) -> None:
    assert showing.said(of().titles, language, "it") == expected


@pytest.mark.parametrize(("language", "expected"), [("it", "it"), ("en", "en"), ("ur", "en")])
def test_who_finds_no_text_of_their_own_gets_the_english_one_before_the_event_s(
    language: str, expected: str
) -> None:
    texts = {"it": "Pelle e tessile", "en": "Leather and textiles"}
    assert showing.said(texts, language, "it") == Said(texts[expected], expected)


def test_an_italian_reads_of_an_urdu_event_in_english() -> None:
    assert showing.said({"ur": "ملاقاتیں", "en": "Meetings"}, "it", "ur") == Said("Meetings", "en")


def test_without_the_main_language_any_text_is_better_than_none() -> None:
    assert showing.said({"ur": "ملاقاتیں"}, "en", "it") == Said("ملاقاتیں", "ur")
    assert showing.said({}, "en", "it") == Said("", "en")


def test_the_main_language_comes_first() -> None:
    assert showing.languages_of(of(language="ur")) == ["ur", "it"]
    assert showing.languages_of(of(language="en")) == ["en", "it", "ur"]


def test_days_are_those_of_the_place_also_in_the_night_when_clocks_change() -> None:
    assert showing.days_of(of()) == [date(2026, 10, 24), date(2026, 10, 25)]
    assert showing.days_of(of(time_zone=KARACHI)) == [date(2026, 10, 25)]


def test_an_event_that_ends_at_midnight_has_no_further_day() -> None:
    starts, midnight = datetime(2026, 5, 4, 16, tzinfo=UTC), datetime(2026, 5, 4, 22, tzinfo=UTC)
    assert showing.days_of(of(starts_at=starts, ends_at=midnight)) == [date(2026, 5, 4)]
    later = midnight + timedelta(minutes=1)
    assert showing.days_of(of(starts_at=starts, ends_at=later)) == [date(2026, 5, 4), date(2026, 5, 5)]


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("it", ROME, "sabato 24 ottobre 2026, 22:00 – domenica 25 ottobre 2026, 03:00"),
        ("it", KARACHI, "domenica 25 ottobre 2026, 01:00 – 07:00"),
        ("ur", KARACHI, "اتوار، 25 اکتوبر، 2026، \u20661:00\u00a0AM\u00a0–\u2060\u00a07:00\u00a0AM\u2069"),
    ],
)
def test_a_span_is_told_by_the_clocks_of_a_zone(app: Flask, language: str, zone: str, expected: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert showing.span(START, START + timedelta(hours=6), zone) == expected


def test_a_place_is_told_in_one_line() -> None:
    assert showing.place_of(of(venue="Sala", city="Brescia")) == "Sala, Brescia"
    assert showing.place_of(of()) == ""


def test_both_zones_are_told_the_event_s_own_first() -> None:
    assert showing.zones_of(of(time_zone=KARACHI)) == [KARACHI, ROME]


def test_an_event_that_is_called_off_is_no_registration_that_was_given_up(app: Flask) -> None:
    for spoken, said in (("en", "Called off"), ("it", "Annullato")):
        with app.test_request_context(), force_locale(spoken):
            assert str(words.STATES["cancelled"]) == said
