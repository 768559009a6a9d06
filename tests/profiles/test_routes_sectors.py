"""Sectors: searched inside the form, and suggested from what is offered or needed."""

from __future__ import annotations

import pytest

from pin_app.accounts.models import User
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.profiles.steps import kept, step


def test_the_sector_search_answers_inside_the_form_and_keeps_what_was_typed(
    browser: Inspector, owner: User
) -> None:
    made = profile("italian_firm", "draft", owner=owner)
    browser.get(step(made, 3))
    for typed in ("ferri chirurgici", "surgical instruments", "جراحی کے آلات"):
        browser.post(
            step(made, 3),
            {"sectors-words": typed, "sectors": ["10"], "offer0-text": "Bozza", "do": "find"},
            200,
        )
        boxes = {
            a.get("value"): "checked" in a for a in browser.page.all("input") if a.get("name") == "sectors"
        }
        assert boxes["32.50"] is False
        assert boxes["10"] is True
        assert "Bozza" in browser.words
    assert kept(made).sectors == []


def test_words_in_a_sector_search_are_answered_before_the_page_moves_on(
    browser: Inspector, owner: User
) -> None:
    made = profile("italian_firm", "draft", owner=owner)
    browser.get(step(made, 3))
    browser.post(
        step(made, 3), {"offer0-sectors-words": "palloni", "offer0-text": "Palloni", "do": "continue"}, 200
    )
    named = [a.get("value") for a in browser.page.all("input") if a.get("name") == "offer0-sectors"]
    assert "32.30" in named


def test_sectors_are_suggested_from_the_text(browser: Inspector, owner: User) -> None:
    made = profile("pakistani_firm", "draft", owner=owner, offers=["Surgical scissors and forceps"])
    browser.get(step(made, 3))
    assert "32.50" in [a.get("value") for a in browser.page.all("input") if a.get("name") == "sectors"]


@pytest.mark.parametrize(
    "text", ["hum jarrahi ke aalat banate hain", "جراحی کے آلات", "strumenti chirurgici in acciaio"]
)
def test_a_statement_is_answered_with_the_sectors_that_it_speaks_of(client: Inspector, text: str) -> None:
    found = client.raw.get("/sectors", query_string={"text": text}).get_json()
    assert "32.50" in [one["code"] for one in found] and len(found) <= 5


@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 100_000, "%", "-1"])
def test_odd_statements_have_no_sector_and_no_failure(client: Inspector, text: str) -> None:
    said = text.encode("utf-8", "surrogatepass")
    assert client.raw.get("/sectors", query_string={"text": said}).status_code == 200
