"""What a profile may hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from pin_app.db import now
from pin_app.errors import PinError
from pin_app.profiles import fields, guards


def refusal(guard: Any, *values: Any) -> str:
    with pytest.raises(PinError) as caught:
        guard(*values)
    return caught.value.code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("www.example.org", "https://www.example.org"),
        ("http://example.org:8080/a?b=c", "http://example.org:8080/a?b=c"),
        (" https://münchen.example/ ", "https://münchen.example/"),
    ],
)
def test_a_website_is_kept_with_its_scheme(typed: str, kept: str) -> None:
    assert guards.website(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "https://user:pw@example.org",
        "https://",
        "https://localhost",
        "http://[::1",
        "http://a.b:99999999",
        "https://example.org\\@evil.example",
        "https://exa mple.org",
        "javascript://example.org/%0aalert(1)",
    ],
)
def test_an_unsafe_website_is_refused(typed: str) -> None:
    assert refusal(guards.website, typed) == "profile.not_a_website"


def test_a_phone_is_kept_in_e164_and_read_in_its_country() -> None:
    assert guards.phone("333 123 4567", "IT") == "+393331234567"
    assert guards.phone("0300-1234567", "PK") == "+923001234567"
    assert guards.phone("+39 030 12345", "PK") == "+3903012345"
    assert guards.phone("۰۳۰۰ ۱۲۳۴۵۶۷", "PK") == "+923001234567"
    assert refusal(guards.phone, "call me", "IT") == "profile.not_a_phone"
    assert refusal(guards.phone, "333 123 4567", "") == "profile.not_a_phone"
    assert guards.phone("0039 347 000 0123") == "+393470000123"
    assert guards.phone("۰۰۹۲ ۳۰۰ ۱۲۳۴۵۶۷") == "+923001234567"


def test_names_of_real_people_survive_and_hidden_characters_do_not() -> None:
    for name in ("Niccolò D’Élia", "محمد علی", "کپڑے\u200cوالا", "Łukasz Søren"):
        assert guards.line(name) == name
    assert guards.line("Anna\u202egnp.exe\u2066") == "Annagnp.exe"
    assert refusal(guards.line, "\u200b\u2060 --") == "profile.not_readable"
    assert guards.line("a\x00b\ud800") == "ab"


def test_a_long_text_is_refused_and_never_cut() -> None:
    assert guards.statement_text("x" * guards.TEXT_MOST) == "x" * guards.TEXT_MOST
    assert refusal(guards.statement_text, "x" * (guards.TEXT_MOST + 1)) == "profile.too_long"
    assert refusal(guards.statement_text, " \u200b\n") == "profile.statement_empty"


@pytest.mark.parametrize("value", [-1, 2**31, 2**63, 10**400, "1e400", "NaN", "x", True, 1.5, ["1"]])
def test_odd_numbers_are_refused(value: Any) -> None:
    for guard in (guards.employees, guards.founded, guards.euros, guards.capacity):
        assert refusal(guard, value) in ("profile.out_of_range", "profile.not_a_number")


def test_nothing_said_is_none() -> None:
    assert [guards.employees(""), guards.founded(None), guards.intent("", "offer"), guards.expiry(None)] == [
        None
    ] * 4


def test_sectors_are_written_one_way_and_bounded() -> None:
    assert guards.sectors(["3250", "32.50", " 10 "]) == ["32.50", "10"]
    assert refusal(guards.sectors, ["nonsense"]) == "profile.unknown_sector"
    assert refusal(guards.sectors, [f"{n}" for n in range(10, 20)]) == "profile.too_many"


def test_a_region_belongs_to_its_country() -> None:
    assert guards.region("it-25", "IT") == "IT-25"
    assert refusal(guards.region, "IT-25", "PK") == "profile.unknown_region"


def test_a_district_is_recognised_in_either_script_and_else_kept() -> None:
    assert guards.district("sialkot") == "Sialkot"
    assert guards.district("سیالکوٹ") == "Sialkot"
    assert guards.district("My village") == "My village"


def test_an_intent_goes_with_its_direction() -> None:
    assert guards.intent("sell", "offer") == "sell"
    assert refusal(guards.intent, "sell", "need") == "profile.unknown_intent"


def test_a_day_in_the_past_is_refused() -> None:
    today = now().date()
    assert guards.expiry(today) == today
    assert refusal(guards.expiry, today - timedelta(days=1)) == "profile.odd_expiry"
    assert refusal(guards.expiry, today.replace(year=9999, day=1)) == "profile.odd_expiry"


def test_problems_are_told_by_field_and_the_rest_is_cleaned() -> None:
    cleaned, problems = fields.clean({"name": " Rossi  Srl ", "founded": 1500, "phone": "1", "country": "it"})
    assert cleaned == {"name": "Rossi Srl", "country": "IT"}
    assert {name: problem.code for name, problem in problems.items()} == {
        "founded": "profile.out_of_range",
        "phone": "profile.not_a_phone",
    }


def test_a_field_that_no_profile_has_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="owner_id"):
        fields.clean({"owner_id": 1})


def test_every_refusal_of_a_guard_reads_as_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        assert str(PinError("profile.too_long", most=5, length=9)) == (
            "This text has 9 characters; at most 5 fit. Nothing was lost: shorten it."
        )
