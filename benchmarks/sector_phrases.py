"""How well sectors are suggested from what people write: `python -m benchmarks.sector_phrases`.

The phrases were written for this measure, beside the lexicon and by the same hand: expect less elsewhere.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from matching import sectors
from matching.sectors import Sector

Find = Callable[[str, int], Sequence[Sector]]


class Phrase(NamedTuple):
    """What somebody wrote, in which writing, and the beginnings of the codes that a reader would accept."""

    writing: str
    text: str
    accepted: tuple[str, ...]


@cache
def phrases() -> tuple[Phrase, ...]:
    """The judged phrases."""
    lines = Path(__file__).with_suffix(".csv").read_text("utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    return tuple(Phrase(row["writing"], row["text"], tuple(row["codes"].split())) for row in rows)


def hits(asked: Sequence[Phrase], find: Find = sectors.suggest) -> tuple[float, float]:
    """Share of the phrases with an accepted sector first, and among the first five."""
    found = [[one.code.startswith(phrase.accepted) for one in find(phrase.text, 5)] for phrase in asked]
    return sum(any(row[:1]) for row in found) / len(asked), sum(any(row) for row in found) / len(asked)


def main() -> None:
    """Print the table, the sector picker's search beside it."""
    ways: dict[str, Find] = {"search": sectors.search, "suggest": sectors.suggest}
    for name, find in ways.items():
        for writing in ("en", "it", "ur", "ur-Latn", "all"):
            some = [one for one in phrases() if writing in ("all", one.writing)]
            began = time.process_time()
            first, five = hits(some, find)
            each = 1000 * (time.process_time() - began) / len(some)
            line = f"{name:8s} {writing:8s} {len(some):3d} phrases  first {first:.2f}  among five {five:.2f}"
            print(f"{line}  {each:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
