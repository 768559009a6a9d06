"""What the first page asks other rooms."""

from __future__ import annotations

from flask import Flask

from pin_app.db import db
from pin_app.home import queries
from pin_app.matches.models import MatchState, Suggestion
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.store import statements


def test_a_standing_counts_suggestions_by_purpose(app: Flask) -> None:
    owner, partners = person(), [profile(), profile()]
    mine = profile(owner=owner)
    for rank, partner in enumerate(partners, start=1):
        db.session.add(
            Suggestion(purpose="business", profile_id=mine.id, partner_id=partner.id, rank=rank, score=0.5)
        )
    db.session.add(MatchState(profile_id=mine.id, purpose="business"))
    db.session.commit()
    (standing,) = queries.standings(owner)
    assert standing.suggestions == {"business": 2}
    assert (standing.suggested, standing.compared) == (2, True)


def test_a_profile_that_was_never_compared_says_so(app: Flask) -> None:
    owner = person()
    profile(owner=owner)
    assert [standing.compared for standing in queries.standings(owner)] == [False]


def test_three_profiles_ask_as_much_as_one(app: Flask) -> None:
    one, three = person(), person()
    profile(owner=one)
    for _ in range(3):
        profile(owner=three)
    asked = []
    for owner in (one, three):
        db.session.refresh(owner)
        with statements() as sent:
            queries.standings(owner)
        asked.append(len(sent))
    assert asked[0] == asked[1]


def test_only_submitted_profiles_wait(app: Flask) -> None:
    for state in ("draft", "submitted", "published"):
        profile(state=state)
    assert queries.waiting_reviews() == 1
