"""The quick ways of ranking and spreading against plain ones, on random boards full of equals."""

import random

import numpy as np
import pytest

from matching import best, spread
from matching.best import Best, Finds
from matching.bringing import bring_in
from matching.lists import Lists
from matching.meeting import _raised
from matching.spread import keep_caps

SEEDS = range(25)


def invented(dice: random.Random) -> Lists:
    """Lists of some of all pairs, with few different scores that are the same both ways."""
    count, width = dice.randint(1, 40), dice.randint(1, 12)
    score = {frozenset((a, b)): dice.choice((0.2, 0.3, 0.5, 0.8)) for a in range(count) for b in range(a)}
    ranked = {
        a: sorted(
            ((b, score[frozenset((a, b))]) for b in range(count) if b != a and dice.random() < 0.4),
            key=lambda pair: (-pair[1], pair[0]),
        )[:width]
        for a in range(count)
    }
    return Lists.of([f"p{n:02}" for n in range(count)], ranked)


def plain_caps(lists: Lists, caps: list[int], k: int) -> list[list[int]]:
    """One pair after the other: the best score first, of equals of one party who is shown least."""
    kept: list[list[int]] = [[] for _ in lists.ids]
    shown = [0] * len(lists)
    left = {
        (-score, spread._digest(lists.ids[line]), line): [o for o, s in lists.line(line) if s == score]
        for line in range(len(lists))
        for score in {s for _, s in lists.line(line)}
    }
    for (_, _, line), equals in sorted(left.items()):
        for other in sorted(equals, key=lambda o: (shown[o], o)):
            if len(kept[line]) < k and shown[other] < caps[other]:
                kept[line].append(other)
                shown[other] += 1
    for line, others in enumerate(kept):
        taking = [o for o, _ in lists.line(line) if caps[o] > 0]
        if taking and not others:
            others.append(min(taking, key=lambda o: shown[o]))
            shown[others[0]] += 1
    return kept


def plain_bringing(lists: Lists, kept: list[list[int]], caps: list[int], k: int, most: float) -> set:
    """As long as somebody is left: the cheapest place of all, looked for anew each time."""
    score = {
        (a, b): s
        for line in range(len(lists))
        for o, s in lists.line(line)
        for a, b in ((line, o), (o, line))
    }
    pairs = {(line, other) for line, others in enumerate(kept) for other in others}
    left = {p for p in range(len(lists)) if lists.line(p) and caps[p] > 0 and all(o != p for _, o in pairs)}
    while left:
        places = []
        for party in left:
            for holder, worth in lists.line(party):
                own = [other for line, other in pairs if line == holder]
                may = [o for o in own if sum(other == o for _, other in pairs) > 1]
                if len(own) < k:
                    places.append((-worth, holder, -1, party))
                elif may:
                    weakest, leaving = min((score[holder, o], o) for o in may)
                    places.append((weakest - worth, holder, leaving, party))
        if not places or (best_one := min(places))[0] > most:
            break
        cost, holder, leaving, party = best_one
        most -= max(cost, 0.0)
        left.remove(party)
        pairs = (pairs - {(holder, leaving)}) | {(holder, party)}
    return pairs


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_are_spread_as_by_a_plain_loop(seed, monkeypatch):
    dice = random.Random(seed)
    monkeypatch.setattr(spread, "_PORTION", dice.choice((1, 7, 1000)))
    lists, k = invented(dice), dice.randint(1, 6)
    caps = [dice.choice((0, 1, 3, 9)) for _ in lists.ids]
    given = keep_caps(lists, caps, k)
    kept = plain_caps(lists, caps, k)
    assert [sorted(others) for others in lists.kept(given)] == [sorted(others) for others in kept]
    most = dice.choice((0.0, 0.5, 9.0))
    found = bring_in(lists, given, caps, k, most)
    assert {(a, b) for a, others in enumerate(found) for b in others} == plain_bringing(
        lists, kept, caps, k, most
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_finds_in_portions_are_kept_as_if_all_were_sorted_at_once(seed, monkeypatch):
    dice = np.random.default_rng(seed)
    monkeypatch.setattr(best, "_CROWDED", int(dice.integers(0, 4)))
    parties, k, least = 6, int(dice.integers(1, 8)), -20.0
    table, all_of_them = Best(parties, k, least), [[] for _ in range(parties)]
    for first in range(0, 60, 20):
        party, rank = np.nonzero(dice.random((parties, 20)) < dice.choice((0.1, 0.6)))
        steps = dice.integers(-25, 5, len(party)).astype(np.float32)
        way = dice.random(len(party)).astype(np.float32)
        enters = steps >= table.bars(first)[party]
        for one in zip(party, -steps, rank + first, way, strict=True):
            all_of_them[one[0]].append(one[1:])
        table.add(Finds(party[enters], rank[enters] + first, steps[enters], way[enters], -way[enters]))
    ranks, steps = table.result()
    for party, found in enumerate(all_of_them):
        wanted = [one for one in sorted(found) if one[0] <= -least][:k]
        assert ranks[party, : len(wanted)].tolist() == [one[1] for one in wanted]
        assert (ranks[party, len(wanted) :] == -1).all()
        assert (-steps[party, : len(wanted)]).tolist() == [one[0] for one in wanted]
        assert table.ways[0, party, : len(wanted)].tolist() == [one[2] for one in wanted]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_raised_bar_lets_the_best_of_each_in(seed):
    dice = np.random.default_rng(seed)
    rows, columns, k = (int(n) for n in dice.integers(1, 30, 3))
    reached = dice.integers(-5, 5, (rows, columns)).astype(np.float32)
    bar = np.full(rows, -5, dtype=np.float32)
    for table, axis in ((reached, 1), (np.ascontiguousarray(reached.T), 0)):
        raised = _raised(bar, table, min(k, columns), axis)
        assert (raised <= np.sort(reached, axis=1)[:, -min(k, columns)]).all()
