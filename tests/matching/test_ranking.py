"""Tiles against a plain loop over all pairs: the same partners, to the last bit."""

import random

import numpy as np
import pytest

from matching import InvestmentTerms, Matcher, Party, Statement, explain_exclusion, meeting
from matching import ranking as engine
from matching.board import Board
from matching.ranking import Ranked, least_steps, rank_all, rank_guest
from matching.scoring import Blend, chance, steps, structure
from matching.settings import BLENDS
from matching.vocabulary import BUSINESS, INVESTMENT, PURPOSES
from tests.matching.likeness import best_likeness

from .networks import LetterEncoder

TEXTS = (
    "basmati rice in bags", "riso basmati", "جراحی کے آلات", "ferri chirurgici", "leather gloves",
    "chamray ke dastane", "tile machines", "a buyer for our footballs", "marble slabs", "xyz",
)  # fmt: skip
KINDS = ("pakistani_firm", "italian_firm", "diaspora_entrepreneur", "investor", "association")
ROLES = (("offer", "sell"), ("offer", None), ("need", "buy"), ("need", None), ("need", "seek_investment"))


def invented(dice: random.Random, count: int) -> list[Party]:
    """Parties of every kind that say nothing, one thing or many, many of them twins."""
    return [_party(dice, f"{dice.random():.9f}") for _ in range(count)]


def _party(dice: random.Random, name: str) -> Party:
    said = [(dice.choice(ROLES), dice.choice(TEXTS)) for _ in range(dice.choice((0, 1, 1, 2, 5)))]
    money = InvestmentTerms(
        dice.choice(("invest", "seek")), dice.choice((None, 1_000)), dice.choice((None, 9_000, 10**6)),
        dice.choice(((), ("equity",))), districts=dice.choice(((), ("Gujrat",), ("Swat",))),
    )  # fmt: skip
    return Party(
        name,
        dice.choice(KINDS),
        dice.choice((None, "IT", "PK")),
        region=dice.choice((None, "IT-25")),
        home_district=dice.choice((None, "Gujrat", "Swat")),
        languages=dice.choice(((), ("it",), ("ur", "en"))),
        statements=tuple(Statement(role, text, intent) for (role, intent), text in said),
        owner=dice.choice((None, None, "o1", "o2")),
        investment=dice.choice((None, money)),
    )


def plainly(board: Board, row: int, k: int, blend: Blend, floor: float) -> list[tuple[int, float]]:
    """One party with each other, one after the other."""
    found = []
    for other, party in enumerate(board.parties):
        if explain_exclusion(board.parties[row], party, board.purpose) is None:
            a, b = (board.take(np.array([n])) for n in (row, other))
            ways = best_likeness(a.needs, b.offers)[0], best_likeness(a.offers, b.needs)[0]
            reached = steps(*ways, structure(a.nature, b.nature, board.purpose, blend), blend)[0]
            if reached >= least_steps(floor):
                found.append((-reached, party.id, other))
    return [(other, -down / np.float32(1000)) for down, _, other in sorted(found)[:k]]


def found_by(ranked: Ranked, row: int) -> list[tuple[int, float]]:
    places = ranked.rows[row] >= 0
    return list(zip(ranked.rows[row][places].tolist(), ranked.joined[row][places], strict=True))


SEEDS = (0, 1, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in (2, 3)))


@pytest.fixture(params=[(3, 0.0), (4, 1.0), (512, 0.1)], ids=["small tiles", "one by one", "as it is"])
def tiles(request, monkeypatch):
    """Small tiles, and pairs of two tiles looked at all together or one by one."""
    size, few = request.param
    monkeypatch.setattr(engine, "TILE", size)
    monkeypatch.setattr(meeting, "_FEW", few)


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("encoder", [None, LetterEncoder()], ids=["words", "encoder"])
@pytest.mark.usefixtures("tiles")
def test_tiles_find_what_a_plain_loop_finds(purpose, seed, encoder):
    dice = random.Random(seed)
    board = Matcher(encoder).fit(invented(dice, 60)).boards_[purpose]
    k, floor = dice.choice((1, 4, 100)), dice.choice((0.0, 0.05, 0.5))
    ranked = rank_all(board, k, purpose, BLENDS[purpose], floor)
    for row in range(len(board)):
        assert found_by(ranked, row) == plainly(board, row, k, BLENDS[purpose], floor)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_one_party_alone_gets_the_same(purpose):
    board = Matcher(LetterEncoder()).fit(invented(random.Random(9), 80)).boards_[purpose]
    everybody = rank_all(board, 7, purpose, BLENDS[purpose])
    for row in range(len(board)):
        alone = rank_guest(board.take(np.array([row])), board, 7, purpose, BLENDS[purpose])
        assert found_by(alone, 0) == found_by(everybody, row)
        for way in ("forward", "backward"):
            kept = getattr(everybody, way)[row][: alone.rows.shape[1]]
            assert np.array_equal(getattr(alone, way)[0], kept, equal_nan=True)


def test_the_order_of_the_parties_does_not_matter():
    parties = invented(random.Random(3), 50)
    turned = Matcher(None).fit(parties[::-1]).suggest_all()
    assert Matcher(None).fit(parties).suggest_all() == turned


def test_parties_that_came_later_are_ranked_as_if_they_had_always_been_there():
    parties = invented(random.Random(5), 60)
    matcher = Matcher(None).fit(parties)
    before = {purpose: matcher.suggest_all(purpose=purpose) for purpose in PURPOSES}
    matcher.remove([party.id for party in parties[:40]]).update(parties[20:40]).update(parties[:20])
    assert {purpose: matcher.suggest_all(purpose=purpose) for purpose in PURPOSES} == before


@pytest.mark.parametrize("floor", [0.001, 0.05, 0.4, 0.5, 0.9, 0.999])
def test_no_score_below_the_least_steps_reaches_the_floor(floor):
    least = least_steps(floor)
    assert chance((least - 1) / 1000) < floor <= chance((least + 2) / 1000)


def test_nothing_reaches_a_floor_of_one_and_everything_one_of_none():
    assert least_steps(1.0) > 30_000 > -30_000 > least_steps(0.0)


def test_no_places_and_no_parties_are_no_trouble():
    matcher = Matcher(None).fit(invented(random.Random(1), 5))
    assert set(map(tuple, matcher.suggest_all(k=0).values())) == {()}
    assert rank_all(Matcher(None).fit([]).boards_[BUSINESS], 3, BUSINESS, Blend()).rows.shape == (0, 0)
    assert Matcher(None).fit([]).suggest_all(purpose=INVESTMENT) == {}
