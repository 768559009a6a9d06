import random
from collections import Counter

import pytest

import matching.spread as engine
from matching import Matcher, Party, Statement, Suggestion, bringing, prices
from matching.giving import Capacity
from matching.lists import Lists
from matching.spread import GIVE_UP, Fairness, cap_of, gini

Ranked = dict[str, list[tuple[str, float]]]
Named = dict[str, list[str]]


class Names:
    """Lists written with names, as numbers; whoever is only a partner has an empty list."""

    def __init__(self, ranked: Ranked) -> None:
        self.ids = sorted({*ranked, *(other for found in ranked.values() for other, _ in found)})
        numbered = {
            self.ids.index(party): [(self.ids.index(other), score) for other, score in found]
            for party, found in ranked.items()
        }
        self.lists = Lists.of(self.ids, numbered)
        self.parties = list(ranked)

    def numbers(self, kept: Named) -> list[list[int]]:
        return [[self.ids.index(other) for other in kept.get(party, [])] for party in self.ids]

    def names(self, kept: list[list[int]]) -> Named:
        own = {self.ids[line]: [self.ids[n] for n in others] for line, others in enumerate(kept)}
        return {party: own[party] for party in self.parties}

    def of_each(self, known: dict, default: int | None) -> list:
        return [known.get(party, default) for party in self.ids]


def keep_caps(ranked: Ranked, caps: dict[str, int], k: int) -> Named:
    names = Names(ranked)
    return names.names(names.lists.kept(engine.keep_caps(names.lists, names.of_each(caps, 99), k)))


def share_out(ranked: Ranked, capacities: dict[str, int], k: int, strict: bool = False) -> Named:
    names = Names(ranked)
    return names.names(engine.share_out(names.lists, names.of_each(capacities, None), k, strict))


def bring_in(ranked: Ranked, kept: Named, caps: dict[str, int], k: int, most: float) -> Named:
    names = Names(ranked)
    given = names.lists.places(names.numbers(kept))
    return names.names(bringing.bring_in(names.lists, given, names.of_each(caps, 1), k, most))


def with_spares(ranked: Ranked, kept: Named, k: int, without: str = "") -> Named:
    names = Names(ranked)
    takes = [party not in without for party in names.ids]
    return names.names(engine.with_spares(names.lists, names.numbers(kept), k, takes))


def average_demand(ranked: Ranked, k: int) -> float:
    return engine.average_demand(Names(ranked).lists, k)


def exposure_prices(ranked: Ranked, k: int) -> dict[str, float]:
    names = Names(ranked)
    wide = {line: names.lists.line(line) for line in range(len(names.ids))}
    return {names.ids[n]: price for n, price in prices.exposure_prices(wide, k).items()}


def fairness(ranked: Ranked, after: Ranked, k: int) -> Fairness:
    names = Names(ranked)
    kept = names.numbers({party: [other for other, _ in found] for party, found in after.items()})
    given = sum(score for found in after.values() for _, score in found)
    return engine.fairness(names.lists, kept, given, k, [True] * len(names.ids))


def test_gini_of_equal_and_of_lonely_counts():
    assert gini([3, 3, 3]) == 0.0
    assert gini([0, 0, 0, 4]) == 0.75
    assert gini([]) == 0.0


def test_the_cap_follows_the_declared_capacity():
    assert [cap_of(None, 10, 20.0), cap_of(None, 10, 2.0)] == [30, 10]
    assert [cap_of(20, 10, 2.0), cap_of(1, 10, 2.0), cap_of(0, 10, 2.0)] == [60, 10, 0]


def test_the_best_pairs_are_kept_and_the_next_in_line_moves_up():
    ranked = {"a": [("star", 0.9), ("other", 0.5)], "b": [("star", 0.8), ("other", 0.4)]}
    assert keep_caps(ranked, {"star": 1, "other": 2}, 1) == {"a": ["star"], "b": ["other"]}


def test_nobody_is_left_with_nothing_because_of_a_cap():
    ranked = {"a": [("star", 0.9)], "b": [("star", 0.8)]}
    assert keep_caps(ranked, {"star": 1}, 1) == {"a": ["star"], "b": ["star"]}


def test_the_figures_of_a_run():
    ranked = {"a": [("star", 0.9)], "b": [("star", 0.7), ("other", 0.5)], "star": [], "other": []}
    after = {"a": [("star", 0.9)], "b": [("other", 0.5)]}
    figures = fairness(ranked, after, 1)
    assert (figures.parties, figures.share_never_shown) == (4, 0.5)
    assert figures.mean_score == 0.35
    assert round(figures.mean_score_given_up, 6) == 0.125


def test_demand_is_places_per_partner():
    assert average_demand({"a": [("x", 0.9), ("y", 0.5)], "b": [("x", 0.8)], "c": []}, 1) == 1.0


def test_who_is_left_over_gets_whom_fewest_others_have():
    ranked = {"a": [("x", 0.9)], "b": [("x", 0.9)], "c": [("y", 0.9)], "d": [("x", 0.8), ("y", 0.7)]}
    kept = keep_caps(ranked, {"x": 2, "y": 1}, 1)
    assert kept == {"a": ["x"], "b": ["x"], "c": ["y"], "d": ["y"]}


def test_nobody_is_left_over_with_one_who_takes_no_introductions():
    ranked = {"a": [("x", 0.9)], "b": [("x", 0.8), ("y", 0.7)], "c": [("y", 0.9)]}
    assert keep_caps(ranked, {"x": 1, "y": 0}, 1) == {"a": ["x"], "b": ["x"], "c": []}


def test_of_equals_the_less_shown_comes_first():
    twins = [("twin-1", 0.8), ("twin-2", 0.8)]
    kept = keep_caps(dict.fromkeys("abcd", twins), {}, 1)
    assert sorted(other for others in kept.values() for other in others) == ["twin-1"] * 2 + ["twin-2"] * 2
    assert kept == keep_caps(dict.fromkeys("dcba", twins[::-1]), {}, 1)


def crowded() -> dict[str, list[tuple[str, float]]]:
    """Twenty parties that all want the same four most; scores are the same both ways."""
    ids = [f"p{number:02}" for number in range(20)]
    score = {(a, b): round(0.9 - 0.02 * (i + j), 3) for i, a in enumerate(ids) for j, b in enumerate(ids)}
    return {
        a: sorted(((b, score[a, b]) for b in ids if b != a), key=lambda pair: (-pair[1], pair[0]))[:12]
        for a in ids
    }


def figures_of(ranked, kept, k):
    scores = {frozenset((a, b)): score for a, found in ranked.items() for b, score in found}
    after = {a: [(b, scores[frozenset((a, b))]) for b in others] for a, others in kept.items()}
    return fairness(ranked, after, k)


def test_everybody_who_fits_somebody_is_shown_for_a_small_part_of_the_score():
    ranked = crowded()
    alone = figures_of(ranked, {a: [b for b, _ in found[:4]] for a, found in ranked.items()}, 4)
    found = figures_of(ranked, share_out(ranked, {}, 4), 4)
    assert alone.share_never_shown > 0.6
    assert found.share_never_shown < alone.share_never_shown
    assert found.mean_score_given_up <= GIVE_UP + 0.004


def test_strictly_all_are_shown_about_equally_often():
    ranked = crowded()
    loose, strict = (figures_of(ranked, share_out(ranked, {}, 4, kind), 4) for kind in (False, True))
    assert strict.share_never_shown == 0.0
    assert strict.exposure_gini < 0.15 < loose.exposure_gini


def test_who_takes_no_introductions_is_brought_into_no_list():
    ranked = {
        "a": [("x", 0.9), ("z", 0.8)],
        "b": [("x", 0.9)],
        "x": [("a", 0.9), ("b", 0.9)],
        "z": [("a", 0.8)],
    }
    kept = share_out(ranked, {"z": 0}, 1)
    assert "z" not in kept["a"]
    assert "z" in share_out(ranked, {}, 2)["a"]


def test_one_that_stands_only_in_its_own_list_takes_the_cheapest_place():
    ranked = {"a": [("x", 0.9)], "b": [("x", 0.8)], "x": [("a", 0.9)], "u": [("b", 0.7), ("a", 0.7)]}
    kept = {"a": ["x"], "b": ["x"], "x": ["a"], "u": ["b"]}
    assert bring_in(ranked, kept, {}, 1, 1.0) == {"a": ["x"], "b": ["u"], "x": ["a"], "u": ["b"]}
    assert bring_in(ranked, kept, {}, 1, 0.0) == kept


def shown_of(given: dict[str, list[Suggestion]]) -> Counter[str]:
    return Counter(s.party_id for own in given.values() for s in own)


@pytest.mark.parametrize("capacity", [True, "strict"])
def test_lists_keep_to_the_caps_and_are_what_the_figures_say(capacity: Capacity):
    dice = random.Random(4)
    goods = ["cotton towels", "leather gloves", "steel forceps", "basmati rice", "fresh mangoes"]
    parties = [
        Party(
            f"p{n:02}",
            "diaspora_entrepreneur",
            statements=(
                Statement("offer", goods[n % 7 % 5], "sell"),
                Statement("need", dice.choice(goods), "buy"),
            ),
            capacity=dice.choice((None, None, 0, 1)),
        )
        for n in range(60)
    ]
    matcher = Matcher(None).fit(parties)
    shown = shown_of(matcher.suggest_all(4, capacity=capacity))
    assert {shown[party.id] for party in parties if party.capacity == 0} == {0}
    counts = [shown[party.id] for party in parties if party.capacity != 0]
    figures = matcher.fairness_
    assert figures is not None
    assert gini(counts) == pytest.approx(figures.exposure_gini)
    assert counts.count(0) / len(counts) == figures.share_never_shown
    most = 4 if capacity is True else 6  # strictly, a few would have nobody else
    assert max(shown[party.id] for party in parties if party.capacity == 1) <= most
    spares = matcher.suggest_all(6, capacity=capacity, shown=4)
    assert sum(map(len, spares.values())) > shown.total()
    assert not any(shown_of(spares)[party.id] for party in parties if party.capacity == 0)


def test_spares_follow_the_spread_places():
    ranked = {"a": [("x", 0.9), ("y", 0.8), ("z", 0.7)]}
    assert with_spares(ranked, {"a": ["y"]}, 2) == {"a": ["y", "x"]}
    assert with_spares(ranked, {"a": ["y"]}, 2, without="x") == {"a": ["y", "z"]}


def test_a_dear_party_is_wanted_more_than_a_cheap_one():
    price = exposure_prices(crowded(), 4)
    assert price["p00"] > price["p06"] > price["p12"]
    assert exposure_prices({"a": []}, 3) == {}


def test_the_same_network_is_spread_the_same_way_whatever_the_order():
    ranked = crowded()
    turned = dict(reversed(ranked.items()))
    for strict in (False, True):
        assert share_out(ranked, {}, 4, strict) == share_out(turned, {}, 4, strict)
