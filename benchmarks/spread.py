"""How fairly partners are spread, and what it costs: `python -m benchmarks.spread [--sizes 2000,18000]`.

Boards of invented scores, each party with thirty candidates, in which some are wanted by many (a popularity
drawn for each) and none or three in ten declare a capacity; and the invented network of the demo without an
encoder. Lists of ten: by score alone, with the loose spread that is the default, and with the strict one.
"""

from __future__ import annotations

import argparse
import random
import time

import numpy as np

from matching import Fairness, Matcher, Party, Statement
from matching.lists import Lists
from matching.parties import Direction
from matching.spread import fairness, share_out
from pin_app.demo.invention import invent

SHOWN, CANDIDATES = 10, 30
DECLARED = (1, 2, 3, 5)


def board(count: int, popularity: float, seed: int = 5) -> Lists:
    """The best candidates of each party by a score that is the same both ways."""
    draw = np.random.default_rng(seed)
    taste = draw.normal(size=(count, 12)).astype(np.float32)
    taste /= np.linalg.norm(taste, axis=1, keepdims=True)
    wanted = (popularity * draw.normal(size=count)).astype(np.float32)
    partners = np.empty((count, CANDIDATES), dtype=np.int64)
    scores = np.empty((count, CANDIDATES))
    for start in range(0, count, 1000):
        odds = 4 * taste[start : start + 1000] @ taste.T - 2 + wanted + wanted[start : start + 1000, None]
        odds[np.arange(len(odds)), start + np.arange(len(odds))] = -np.inf
        best = np.argsort(-odds, axis=1, kind="stable")[:, :CANDIDATES]
        partners[start : start + 1000] = best
        scores[start : start + 1000] = np.round(1 / (1 + np.exp(-np.take_along_axis(odds, best, 1))), 6)
    return Lists([f"p{number:06}" for number in range(count)], partners, scores)


def declared(count: int, share: float) -> list[int | None]:
    """Capacities of which so many are declared."""
    dice = random.Random(3)
    return [dice.choice(DECLARED) if dice.random() < share else None for _ in range(count)]


def measured(lists: Lists, capacities: list[int | None], strict: bool | None) -> tuple[Fairness, float]:
    """The figures of one way to spread, and its CPU seconds; None is by score alone."""
    began = time.process_time()
    kept = lists.kept(lists.first(SHOWN)) if strict is None else share_out(lists, capacities, SHOWN, strict)
    spent = time.process_time() - began
    known = [dict(lists.line(party)) for party in range(len(lists))]
    given = sum(
        known[party][other] if other in known[party] else known[other][party]
        for party, others in enumerate(kept)
        for other in others
    )
    return fairness(lists, kept, given, SHOWN, [True] * len(lists)), spent


def demo_party(row: dict[str, str]) -> Party:
    """A row of the invented network as the engine takes it."""
    sides: tuple[tuple[Direction, str], ...] = (("offer", "offers"), ("need", "needs"))
    said = tuple(Statement(role, text) for role, cell in sides for text in row[cell].split("|") if text)
    sectors, languages = (
        tuple(row[cell].split("|")) if row[cell] else () for cell in ("sectors", "languages")
    )
    place = (row["country"] or None, row["region"] or None, row["home_district"] or None)
    return Party(row["external_id"], row["kind"], *place, said, sectors, languages)


def told(name: str, figures: Fairness, seconds: float) -> str:
    """One line of the table."""
    never, lost = 100 * figures.share_never_shown, 100 * figures.mean_score_given_up
    gini = figures.exposure_gini
    return f"{name:58s} never {never:5.1f} %  Gini {gini:.2f}  cost {lost:5.2f} %  {seconds:5.1f} s"


def demo(size: int) -> None:
    """The demo's network through the matcher itself."""
    matcher = Matcher(None).fit(map(demo_party, invent(size)))
    for name, capacity in (("by score alone", False), ("loose", True), ("strict", "strict")):
        matcher.suggest_all(capacity=capacity, reasons=False)  # type: ignore[arg-type]
        assert matcher.fairness_ is not None
        print(told(f"demo network {size:6,}, {name}", matcher.fairness_, 0.0), flush=True)


def compared(name: str, lists: Lists, share: float) -> None:
    """The ways to spread one board."""
    for way, strict in (("by score alone", None), ("loose", False), ("strict", True)):
        print(told(f"{name}, {way}", *measured(lists, declared(len(lists), share), strict)), flush=True)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="2000,18000")
    chosen = options.parse_args()
    demo(2_760)
    for size in map(int, chosen.sizes.split(",")):
        for popularity in (0.25, 0.5):
            lists = board(size, popularity)
            for share in (0.0, 0.3):
                compared(f"board {size:6,}, popularity {popularity}, {share:.0%} declare", lists, share)


if __name__ == "__main__":
    main()
