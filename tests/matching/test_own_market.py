"""The judged markets that come with the benchmarks: whole, two-sided, their halves apart."""

import pytest

from benchmarks.market import MARKETS, gain, party, rows_of

PARTIES = {"market": 135, "stranger_a": 98, "stranger_b": 88}


@pytest.mark.parametrize("market", MARKETS)
def test_all_parties_are_what_the_engine_takes(market: str):
    parties = [party(row) for row in rows_of(f"{market}_parties.jsonl")]
    assert len({one.id for one in parties}) == len(parties) == PARTIES[market]
    assert all(one.statements for one in parties)


@pytest.mark.parametrize("market", MARKETS)
def test_grades_and_traps_name_other_parties_and_not_the_same_ones(market: str):
    known = {row["id"] for row in rows_of(f"{market}_parties.jsonl")}
    for query in rows_of(f"{market}_queries.jsonl"):
        named = set(query["grades"]) | set(query["traps"])
        assert named <= known - {query["query"]}
        assert not set(query["grades"]) & set(query["traps"])
        assert set(query["grades"].values()) <= {1, 2, 3}


def test_a_business_pair_stays_in_one_half():
    halves: dict[str, set[str]] = {}
    for query in rows_of("market_queries.jsonl"):
        if query["purpose"] == "business":
            for one in (query["query"], *query["grades"]):
                halves.setdefault(one, set()).add(query["half"])
    assert [one for one, listed in halves.items() if len(listed) > 1] == []


def test_gain_is_one_for_the_best_order_and_less_for_any_other():
    grades = {"a": 3, "b": 1}
    assert gain(["a", "b", "c"], grades) == 1.0
    assert 0 < gain(["c", "b", "a"], grades) < 1.0
    assert gain([], grades) == 0.0
