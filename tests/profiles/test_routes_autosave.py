"""The form that saves as one goes: what it keeps, what it leaves alone, and nothing twice."""

from __future__ import annotations

from typing import Any

from flask import Flask

from pin_app.accounts.models import User
from pin_app.profiles import queries
from tests.factories.people import signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.profiles.steps import kept, row, statements, step


def autosave(browser: Inspector, url: str, data: dict[str, Any], status: int = 200) -> dict[str, Any]:
    browser.get(url)
    return browser.post(url, data, status, headers={"X-Autosave": "1"}).get_json()  # type: ignore[no-any-return]


def test_autosave_keeps_what_is_right_and_names_what_is_not(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner, name="Prima")
    answer = autosave(browser, step(made, 1), {"name": "Dopo", "founded": "1500"})
    assert (answer["saved"], list(answer["problems"])) == (True, ["founded"])
    assert (kept(made).name, kept(made).founded) == ("Dopo", None)


def test_a_row_that_autosave_has_kept_is_changed_and_not_added_again(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner)
    autosave(browser, step(made, 3), {"offer0-text": "Tel", "offer0-key": "k1"})
    autosave(browser, step(made, 3), {"offer0-text": "Telai us", "offer0-key": "k1"})
    browser.post(step(made, 3), {"offer0-text": "Telai usati", "offer0-key": "k1"})
    assert statements(made) == [("offer", "Telai usati", None)]


def test_autosave_takes_nothing_away_while_somebody_is_choosing(browser: Inspector, owner: User) -> None:
    terms = {"direction": "seek", "max_eur": 5000}
    made = profile("italian_firm", "draft", owner=owner, offers=["Telai"], terms=terms)
    typed = {f"{row(made)}text": "Telai", f"{row(made)}fate": "withdrawn", "terms-direction": ""}
    autosave(browser, step(made, 3), typed)
    assert (statements(made), queries.terms_of(made) is None) == ([("offer", "Telai", None)], False)
    browser.post(step(made, 3), typed)
    assert (statements(made), queries.terms_of(made)) == ([], None)


def test_a_published_profile_is_never_autosaved_and_its_page_says_what_an_edit_does(
    browser: Inspector, owner: User
) -> None:
    made = profile("italian_firm", owner=owner, name="Prima", offers=["Telai"])
    assert autosave(browser, step(made, 1), {"name": "Dopo"}, 409) == {"saved": False}
    assert kept(made).name == "Prima"
    browser.get(f"{step(made, 1)}?lang=en")
    assert "is checked by ISCOS staff first" in browser.words
    assert [a for a in browser.page.all("form") if "data-autosave" in a] == []


def test_what_staff_type_is_kept_when_they_press_a_button_only(app: Flask, owner: User, staff: User) -> None:
    made = profile("italian_firm", "draft", owner=owner, name="Concia Rossi")
    desk = signed_in(Inspector(app), staff)
    assert "data-autosave" not in desk.get(step(made, 1)).get_data(as_text=True)
    desk.post(step(made, 1), {"name": "Corretto"}, status=409, headers={"X-Autosave": "1"})
    assert kept(made).name == "Concia Rossi"


def test_the_same_form_sent_twice_adds_once(browser: Inspector, owner: User) -> None:
    made = profile("italian_firm", "draft", owner=owner)
    browser.get(step(made, 3))
    for _ in range(2):
        browser.post(step(made, 3), {"offer0-text": "Telai", "offer0-key": "k9"})
    assert statements(made) == [("offer", "Telai", None)]
