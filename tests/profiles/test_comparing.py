"""Two versions side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.profiles import queries, reviews, services, telling, versions
from pin_app.profiles.comparing import Word, differences, marked
from pin_app.profiles.models import Profile
from pin_app.profiles.versions import is_less
from tests.factories.profiles import profile


def text(words: list[Word]) -> str:
    return "".join(word.text for word in words)


def told(made: Profile) -> list[tuple[str, str, str]]:
    before = reviews.before(made)
    assert before is not None
    found = telling.told(before, versions.snapshot(queries.version_of(made)))
    return [
        (one.title, *("".join(word.text for word in side) for side in (one.before, one.now))) for one in found
    ]


def test_words_that_differ_are_marked() -> None:
    old, new = marked("We sell steel forks", "We sell steel spoons and forks")
    assert "".join(word.text for word in old) == "We sell steel forks"
    assert [word.text for word in old if word.is_other] == []
    assert [word.text.strip() for word in new if word.is_other] == ["spoons and"]
    assert marked("", "") == ([], [])


@pytest.mark.parametrize(
    ("new", "old", "less"),
    [("", "a", True), (None, 3, True), ([], ["a"], True), (["b", "a"], ["a", "b"], True),
     (["a"], ["a", "b"], True),
     (["c"], ["a"], False), ("a", "ab", False), (0, 5, False), (False, True, False)],
)  # fmt: skip
def test_less_is_what_takes_away(new: object, old: object, less: bool) -> None:
    assert is_less(new, old) is less


def test_what_has_changed_is_told_field_by_field_and_statement_by_statement(app: Flask, owner: User) -> None:
    made = profile("italian_firm", owner=owner, name="Rossi", offers=["Telai", "Filo"], women_led=False)
    first, second = queries.statements_of(made)
    services.save(made, owner, name="Rossi Srl", women_led=True, country="PK", sectors=["13.20"])
    services.change_statement(first, owner, text="Telai nuovi", intent="sell")
    services.withdraw_statement(second, owner)
    services.add_statement(made, owner, "need", "Cotone", expires_on=now().date() + timedelta(days=3))
    services.set_terms(made, owner, "seek", max_eur=120000, instruments=["loan"])
    with app.test_request_context("/?lang=en"):
        found = told(made)
    assert ("Name", "Rossi", "Rossi Srl") in found
    assert ("Led by women", "No", "Yes") in found
    assert ("Country", "Italy", "Pakistan") in found
    assert ("Offer 1: text", "Telai", "Telai nuovi") in found
    assert ("Offer 1: aim", "", "Sell goods or services") in found
    assert ("Need 1: text", "", "Cotone") in found
    assert ("Investment: Up to (EUR)", "", "120,000") in found
    assert [title for title, _before, _now in found if "taken back" in title] == []  # it counted at once


def test_a_profile_sent_again_is_compared_with_what_staff_saw(owner: User, staff: User, app: Flask) -> None:
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"], about="Prima.")
    assert reviews.before(made) is None
    services.request_changes(made, staff, ["unclear"])
    services.save(made, owner, about="Dopo.")
    services.withdraw_statement(queries.statements_of(made)[0], owner)
    services.add_statement(made, owner, "offer", "Filo")
    services.submit(made)
    with app.test_request_context("/?lang=en"):
        assert told(made) == [
            ("About", "Prima.", "Dopo."),
            ("Offer 1: text", "", "Filo"),
            ("Offer that was taken back", "Telai", ""),
        ]


def test_every_value_that_can_differ_has_a_name(app: Flask) -> None:
    assert set(telling.NAMES) == set(versions.FIELDS) | set(versions.TERMS)
    assert set(telling.STATED) == {*versions.STATED, *versions.TIMED}


def test_the_same_twice_differs_in_nothing(owner: User) -> None:
    made = profile("investor", owner=owner, offers=["Capital"], terms={"direction": "invest", "max_eur": 5})
    seen = versions.snapshot(queries.version_of(made))
    assert differences(seen, seen) == []
    assert versions.digest(seen) == versions.digest(versions.snapshot(queries.version_of(made)))
