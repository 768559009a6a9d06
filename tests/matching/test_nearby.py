import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.approximate import TradeVectors
from benchmarks.engine_cost import invented as network
from matching import Matcher
from matching.cells import Cells, Shelves
from matching.vocabulary import BUSINESS, PURPOSES

from .networks import GROCER, NETWORK, RICE_MILL, LetterEncoder
from .test_ranking import invented


def ids(matcher: Matcher, party_id: str, purpose: str = BUSINESS) -> list[str]:
    return [s.party_id for s in matcher.suggest(party_id, purpose=purpose)]


@pytest.fixture(scope="module")
def near() -> Matcher:
    return Matcher(TradeVectors(), index="approximate").fit(network(2_000))


@pytest.fixture(scope="module")
def exact() -> Matcher:
    return Matcher(TradeVectors(), index="exact").fit(network(2_000))


def test_nearly_all_of_the_exact_ten_are_found(near: Matcher, exact: Matcher, monkeypatch):
    monkeypatch.setattr("matching.nearby.PROBED", 4)
    assert len(near.cells_[BUSINESS].middles) > 4
    found = [(set(ids(near, p)), set(ids(exact, p))) for p in list(exact.parties_)[::40]]
    assert sum(len(a & b) for a, b in found) >= 0.95 * sum(len(b) for _, b in found)


def test_scores_and_reasons_are_the_exact_ones(near: Matcher, exact: Matcher):
    for party_id in list(exact.parties_)[::200]:
        known = {s.party_id: s for s in exact.suggest(party_id, k=50)}
        found = near.suggest(party_id)
        assert found
        assert all(known[s.party_id] == s and known[s.party_id].reasons == s.reasons for s in found)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_where_all_cells_are_looked_at_the_answers_are_the_exact_ones(purpose):
    parties = invented(random.Random(4), 80)
    near, exact = (Matcher(LetterEncoder(), index=i).fit(parties) for i in ("approximate", "exact"))
    for party in parties:
        assert near.suggest_for(party, 7, purpose) == exact.suggest_for(party, 7, purpose)


def test_the_same_parties_give_the_same_cells(near: Matcher):
    board = near.boards_[BUSINESS]
    again = Cells.of((board.needs, board.offers))
    assert np.array_equal(again.middles, near.cells_[BUSINESS].middles)
    assert np.array_equal(again.numbers(board.needs), board.needs.cells)


def test_parties_come_and_go():
    matcher = Matcher(None, index="approximate").fit(NETWORK)
    matcher.remove([RICE_MILL.id])
    assert RICE_MILL.id not in ids(matcher, GROCER.id)
    matcher.update([replace(RICE_MILL, id="new-mill")])
    assert ids(matcher, GROCER.id)[0] == "new-mill"
    assert len(matcher.boards_[BUSINESS].needs.cells) == len(matcher.boards_[BUSINESS].needs.full)


def test_saved_and_loaded_it_finds_the_same(tmp_path: Path, near: Matcher):
    near.save(tmp_path)
    loaded = Matcher.load(tmp_path, TradeVectors())
    assert loaded.index == "approximate"
    some = list(near.parties_)[::100]
    assert [loaded.suggest(p) for p in some] == [near.suggest(p) for p in some]
    assert loaded.update([replace(RICE_MILL, id="new-mill")]).suggest("new-mill")


def test_a_small_network_is_compared_exactly_unless_it_is_said_otherwise():
    assert Matcher(None).fit(NETWORK).cells_ == {}
    assert set(Matcher(None, index="approximate").fit(NETWORK).cells_) == set(PURPOSES)


def test_rows_that_are_in_no_cell_are_refused():
    board = Matcher(None).fit(NETWORK).boards_[BUSINESS]
    with pytest.raises(ValueError, match="no cells"):
        Shelves.of(Cells(np.zeros((1, 3), dtype=np.float32)), board.needs, board.offers)
