"""Pairs follow suggestions, words, introductions and profiles, in the transaction that changes them."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import delete

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.desk import tasks
from pin_app.desk.models import Pair, PairFacet
from pin_app.desk.services import pairs
from pin_app.introductions import actors, services
from pin_app.matches import services as matches
from pin_app.matches.models import Suggestion
from pin_app.profiles import services as profiles
from pin_app.profiles.models import Profile
from tests.factories.introductions import introduction, side, sides
from tests.factories.pairs import kept, pair, suggested


def facts() -> list[tuple[int, int, float, int, int, int]]:
    return [
        (one.low_id, one.high_id, round(one.score, 3), one.interest, one.fresh, one.put_aside)
        for one in kept()
    ]


def test_a_pair_stands_once_though_both_lists_name_it(app: Flask) -> None:
    low, high = sides()
    suggested(low, (high, 0.7))
    suggested(high, (low, 0.7))
    assert facts() == [(low.id, high.id, 0.7, 0, 2, 0)]
    one = kept()[0]
    assert (one.worth, one.fair) == (0.7, 2.7)
    assert (one.low_gets, one.high_gets) == (0.35, 0.35)  # each list tells both directions; the better counts


def test_directions_are_those_of_the_side_whose_list_it_is(app: Flask) -> None:
    low, high = sides()
    suggested(high, (low, 0.8))
    one = kept()[0]
    assert (one.low_gets, one.high_gets) == (0.2, 0.4)


def test_a_list_that_is_written_anew_takes_its_old_pairs_away(app: Flask) -> None:
    low, high = sides()
    other = side("italian_firm")
    suggested(low, (high, 0.7), (other, 0.6))
    suggested(other, (low, 0.6))
    suggested(low, (high, 0.9))
    assert facts() == [(low.id, high.id, 0.9, 0, 2, 0), (low.id, other.id, 0.6, 0, 2, 0)]
    suggested(other)
    assert facts() == [(low.id, high.id, 0.9, 0, 2, 0)]


def test_purposes_are_pairs_of_their_own(app: Flask) -> None:
    both = sides()
    pair(0.5, "business", both)
    pair(0.6, "investment", both)
    assert [(one.purpose, one.score) for one in kept()] == [("business", 0.5), ("investment", 0.6)]


def test_who_only_looks_on_is_in_no_pair(app: Flask) -> None:
    draft = side(state="submitted")
    suggested(draft, (side("italian_firm"), 0.9))
    assert (kept(), len(db.session.query(Suggestion).all())) == ([], 1)


def test_interest_and_refusal_of_either_side_are_counted(app: Flask) -> None:
    low, high = sides()
    suggested(low, (high, 0.5))
    suggested(high, (low, 0.5))
    matches.say(low, high, "business", "interested", low.owner)
    db.session.commit()
    assert [(one.interest, one.worth) for one in kept()] == [(1, 2.5)]
    matches.say(high, low, "business", "interested", high.owner)
    db.session.commit()
    assert [one.interest for one in kept()] == [2]
    matches.say(high, low, "business", "not_for_me", high.owner, "too_far")
    db.session.commit()
    assert [(one.interest, one.put_aside) for one in kept()] == [(1, 1)]
    matches.take_back(high, low, "business")
    db.session.commit()
    assert [(one.interest, one.put_aside) for one in kept()] == [(1, 0)]


def test_a_word_for_one_purpose_says_nothing_of_the_other(app: Flask) -> None:
    low, high = sides()
    pair(0.5, "business", (low, high))
    pair(0.5, "investment", (low, high))
    matches.say(low, high, "investment", "interested", low.owner)
    db.session.commit()
    assert [(one.purpose, one.interest) for one in kept()] == [("business", 0), ("investment", 1)]


def test_who_has_had_an_introduction_is_no_longer_fresh(app: Flask, marco: User) -> None:
    low, high = sides()
    third = side("italian_firm")
    suggested(low, (high, 0.5), (third, 0.5))
    made = introduction("first_asked", low, high, marco)
    assert [one.fresh for one in kept()] == [0, 1]  # on its way for both, the third has had none
    services.answer(made, "no", actors.by_link("first"))
    db.session.commit()
    # the first had its chance and said no, the second was only turned down and is as fresh as before
    assert [one.fresh for one in kept()] == [1, 1]


def test_who_leaves_takes_the_pairs_along_at_once(app: Flask) -> None:
    both = pair()
    profiles.withdraw(both.high, None)
    db.session.commit()
    assert kept() == []


def test_a_rolled_back_change_leaves_pairs_as_they_are(app: Flask) -> None:
    both = pair(0.5)
    matches.keep([matches.Computed(both.low.id, "business", "", [])])
    db.session.rollback()
    assert [one.score for one in kept()] == [0.5]
    db.session.commit()
    assert [one.score for one in kept()] == [0.5]


def test_rebuilding_changes_nothing_that_was_right(app: Flask) -> None:
    low, high = sides()
    suggested(low, (high, 0.7))
    matches.say(low, high, "business", "interested", low.owner)
    db.session.commit()
    before = facts()
    db.session.execute(delete(Pair))
    db.session.execute(delete(PairFacet))
    pairs.rebuild()
    db.session.commit()
    assert facts() == before != []
    assert {row.facet for row in db.session.query(PairFacet)} == {"kind", "country", "risk"}


def test_the_job_fills_a_store_that_was_there_before(app: Flask) -> None:
    pair()
    db.session.execute(delete(Pair))
    db.session.commit()
    tasks.watch()
    assert (len(kept()), pairs.is_built()) == (1, True)
    db.session.execute(delete(Pair))
    db.session.commit()
    tasks.watch()
    assert kept() == []  # once is enough: afterwards every commit keeps them


def test_two_runs_at_once_see_each_other(app: Flask) -> None:
    """Each writes one side's list; whoever comes second must see what the first wrote."""
    low, high = sides()
    numbers, ready = (low.id, high.id), threading.Barrier(2)
    db.session.commit()

    def run(mine: int, partner: int) -> None:
        with app.app_context():
            ready.wait()
            for score in (0.2, 0.3, 0.9):
                rows = [
                    {"partner_id": partner, "score": score, "forward": 0.1, "backward": 0.1, "reasons": []}
                ]
                matches.keep([matches.Computed(mine, "business", "", rows)])
                db.session.commit()
            matches.keep([matches.Computed(mine, "business", "", [])])
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=run, args=order) for order in (numbers, numbers[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (kept(), db.session.query(Suggestion).all()) == ([], [])


def test_the_checks_see_a_pair_that_is_not_refreshed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    both = pair(0.5)
    monkeypatch.setattr(pairs, "refresh", lambda _ids: None)
    suggested(both.low, (db.session.get_one(Profile, both.high.id), 0.9))
    assert [one.score for one in kept()] == [0.5]
