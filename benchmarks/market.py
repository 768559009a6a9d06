"""How well the engine does on markets that it was not tuned for: `python -m benchmarks.market`.

135 invented parties of trades that the first lexicon was not written for, in four writings, and 40 judged
queries with 31 traps, written and graded before they were run for the first time. Half `a` of the queries was
read when the lexicon was widened afterwards, half `b` only measured; trades stay within their half. Every
other party with a good partner is a query of the larger set, without traps.

Two further markets, `stranger`, are by somebody who had read nothing of the engine: on half `a` (98 parties,
35 queries, 23 traps) weights were chosen after its first run, half `b` (88, 37, 25) is never tuned on.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engine_quality import own_trades
from matching import InvestmentTerms, Matcher, Party, Statement

HERE = Path(__file__).resolve().parent
FIRST = 10
MARKETS = ("market", "stranger_a", "stranger_b")
Row = Mapping[str, Any]


def rows_of(name: str) -> list[Row]:
    """The lines of a file of this folder."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def party(row: Row) -> Party:
    """A party as the engine is told it."""
    told, terms = _told(row), row["investment"]
    told["statements"] = tuple(Statement(**_told(said)) for said in row["statements"])
    told["investment"] = terms and InvestmentTerms(**_told(terms))
    return Party(**told)


def _told(row: Row) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def gain(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """NDCG@10 with gains of 2 to the grade less one."""
    best = sorted(grades.values(), reverse=True)[:FIRST]
    return _sum([grades.get(one, 0) for one in found]) / _sum(best)


def _sum(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def figures(encoder: bool, market: str = "market") -> dict[str, float]:
    """All figures of one of `MARKETS` by their names."""
    matcher = Matcher("auto" if encoder else None).fit(
        [party(row) for row in rows_of(f"{market}_parties.jsonl")]
    )
    gains: dict[str, list[float]] = {}
    traps: dict[str, int] = {}
    for query in rows_of(f"{market}_queries.jsonl"):
        given = matcher.suggest(query["query"], k=FIRST, purpose=query["purpose"])
        found = [one.party_id for one in given]
        for name in ("all parties", *(["queries"] if query["asked"] else [])):
            gains.setdefault(f"{name}, half {query['half']}: nDCG@10", []).append(
                gain(found, query["grades"])
            )
        fallen = sum(trap in found for trap in query["traps"])
        name = f"queries, half {query['half']}: traps in the first ten"
        traps[name] = traps.get(name, 0) + fallen
    return {name: sum(kept) / len(kept) for name, kept in sorted(gains.items())} | dict(sorted(traps.items()))


def main() -> None:
    """Print all figures, and those of our own trades that were written along with the market."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--without-encoder", action="store_true")
    encoder = not options.parse_args().without_encoder
    for market in MARKETS:
        for name, figure in figures(encoder, market).items():
            print(f"{market + ': ' + name:60} {figure:.3f}")
    for kind, (hit, ndcg) in own_trades(encoder, "later").items():
        print(f"{'own trades written later, ' + kind:60} hit@5 {hit:.3f}, nDCG@10 {ndcg:.3f}")


if __name__ == "__main__":
    main()
