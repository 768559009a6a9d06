"""The list offers the best pairs that can be proposed, in either order, and walks on from a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from pin_app.accounts.models import User
from pin_app.claims.models import RiskGood
from pin_app.db import db, now
from pin_app.desk import tasks
from pin_app.desk.queries import conditions, lists
from pin_app.desk.queries.wanted import Wanted
from pin_app.desk.services import decisions
from pin_app.introductions import actors, services
from pin_app.introductions.limits import PAUSE_OF_PAIR
from pin_app.matches import services as matches
from pin_app.profiles.models import Profile
from tests.factories.introductions import introduction, side, sides
from tests.factories.pairs import pair, suggested
from tests.store import statements


def offered(wanted: Wanted | None = None, most: int = 25) -> list[tuple[int, int]]:
    found = lists.page(wanted or Wanted(), now().date(), most)
    return [(one.pair.low_id, one.pair.high_id) for one in found.pairs]


def numbers(*profiles: Profile) -> tuple[int, int]:
    low, high = sorted(profile.id for profile in profiles)
    return low, high


def test_interest_comes_before_any_score_and_score_before_less_score(app: Flask) -> None:
    me, strong, weak, keen = side(), side("italian_firm"), side("italian_firm"), side("italian_firm")
    suggested(me, (strong, 0.9), (weak, 0.4), (keen, 0.1))
    suggested(keen, (me, 0.1))
    matches.say(keen, me, "business", "interested", keen.owner)
    db.session.commit()
    assert offered() == [numbers(me, keen), numbers(me, strong), numbers(me, weak)]


def test_the_fair_order_puts_those_first_who_have_had_nobody(app: Flask, marco: User) -> None:
    busy, new, partner, other = side(), side(), side("italian_firm"), side("italian_firm")
    introduction("introduced", busy, side("italian_firm"), marco)
    suggested(busy, (partner, 0.9))
    suggested(new, (other, 0.3))
    assert offered(Wanted(order="worth")) == [numbers(busy, partner), numbers(new, other)]
    assert offered() == [numbers(new, other), numbers(busy, partner)]
    assert offered(Wanted(order="worth", never=True)) == [numbers(busy, partner), numbers(new, other)]


def test_standing_and_recently_tried_pairs_are_not_offered(app: Flask, marco: User) -> None:
    both = pair()
    made = introduction("first_asked", both.low, both.high, marco)
    assert offered() == []
    services.answer(made, "no", actors.by_link("first"))
    db.session.commit()
    assert offered() == []
    made.closed_at = now() - PAUSE_OF_PAIR - timedelta(days=1)
    db.session.commit()
    assert offered() == [(both.low.id, both.high.id)]


def test_full_and_closed_sides_are_not_offered(app: Flask, marco: User) -> None:
    both = pair()
    both.low.capacity = 0
    db.session.commit()
    assert offered() == []
    both.low.capacity = 1
    db.session.commit()
    assert offered() == [(both.low.id, both.high.id)]
    introduction("first_asked", both.low, side("italian_firm"), marco)
    assert offered() == []
    both.low.capacity = 2
    db.session.commit()
    assert offered() == [(both.low.id, both.high.id)]


def test_what_a_side_put_aside_is_not_offered(app: Flask) -> None:
    both = pair()
    matches.say(both.low, both.high, "business", "not_now", both.low.owner)
    db.session.commit()
    assert offered() == []


def test_rejected_and_postponed_pairs_have_views_of_their_own(app: Flask, marco: User) -> None:
    first, second = pair(0.9), pair(0.8)
    decisions.reject(first, "weak", marco, 0)
    decisions.postpone(second, now().date() + timedelta(days=3), marco, 0)
    db.session.commit()
    views = [offered(Wanted(view=view)) for view in ("offered", "postponed", "rejected")]
    assert views == [[], [(second.low.id, second.high.id)], [(first.low.id, first.high.id)]]
    later = lists.page(Wanted(), now().date() + timedelta(days=3)).pairs
    assert [one.pair.low_id for one in later] == [second.low.id]


@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize(
    ("facets", "found"),
    [
        ({"kind": "italian_firm"}, 1),
        ({"country": "PK"}, 2),
        ({"region": "IT-25"}, 1),
        ({"sector": "C"}, 1),
        ({"sector": "32", "country": "PK"}, 1),
        ({"kind": "italian_firm", "country": "PK"}, 0),  # both must hold for the same side
        ({"language": "ur"}, 1),
        ({"kind": "institution"}, 0),
    ],
)
def test_filters_hold_for_one_of_the_two_sides(
    app: Flask, monkeypatch: pytest.MonkeyPatch, facets: dict[str, str], found: int, few: int
) -> None:
    monkeypatch.setattr(conditions, "FEW", few)
    pair(both=(side(sectors=["32.50"], languages=["ur"]), side("italian_firm", region="IT-25")))
    pair(both=(side(), side("investor")))
    assert len(offered(Wanted(facets=facets))) == found


@pytest.mark.parametrize("order", ["worth", "fair"])
def test_only_pairs_with_interest(app: Flask, order: str) -> None:
    quiet, keen = pair(0.9), pair(0.2)
    matches.say(keen.low, keen.high, "business", "interested", keen.low.owner)
    db.session.commit()
    assert offered(Wanted(order=order, interest=True)) == [(keen.low.id, keen.high.id)]
    assert len(offered(Wanted(order=order))) == 2
    assert quiet.low.id != keen.low.id


def test_whose_pairs(app: Flask, marco: User, nadia: User) -> None:
    mine, hers, free = pair(0.9), pair(0.8), pair(0.7)
    decisions.assign(mine, marco, marco, 0)
    decisions.assign(hers, nadia, marco, 0)
    db.session.commit()
    wanted = Wanted(person_id=marco.id)
    found = [offered(replace(wanted, assigned=whose)) for whose in ("me", "nobody")]
    assert found == [[(mine.low.id, mine.high.id)], [(free.low.id, free.high.id)]]


@pytest.mark.parametrize("order", ["worth", "fair"])
def test_pages_follow_each_other_without_gap_or_repeat(app: Flask, order: str) -> None:
    me = side(capacity=99)
    suggested(me, *((side("italian_firm"), 0.5) for _ in range(5)), (side("italian_firm"), 0.7))
    wanted, seen = Wanted(order=order), []
    for _ in range(3):
        found = lists.page(wanted, now().date(), 2)
        seen += [one.pair.high_id for one in found.pairs]
        wanted = replace(wanted, after=found.next)
    assert found.next is None
    assert len(set(seen)) == len(seen) == 6


def test_a_page_asks_as_often_for_three_pairs_as_for_one(app: Flask) -> None:
    counted = []
    for more in (1, 2):
        for _ in range(more):
            pair(both=sides())
        db.session.expunge_all()
        with statements() as sent:
            assert lists.page(Wanted(), now().date()).pairs
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 4


def test_goods_at_risk_are_a_filter_that_follows_their_table(app: Flask) -> None:
    db.session.execute(delete(RiskGood))  # those that come with the tables
    good = RiskGood(country="PK", name_en="Bricks", sectors=["23.32"], source="A list", year=2016)
    db.session.add(good)
    risky = pair(both=(side(sectors=["23.32"]), side("italian_firm")))
    plain = pair()
    assert offered(Wanted(facets={"risk": "yes"})) == [(risky.low.id, risky.high.id)]
    assert (plain.low.id, plain.high.id) in offered(Wanted(facets={"risk": "no"}))
    tasks.watch()
    good.retired_at = now()
    db.session.commit()
    tasks.watch()
    assert offered(Wanted(facets={"risk": "yes"})) == []
