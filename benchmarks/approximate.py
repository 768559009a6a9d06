"""The approximate index beside the exact one: `python -m benchmarks.approximate [--parties 18000]`.

Invented parties as in `engine_cost`. In place of an encoder each text has a vector by the trade that it was
made for, by its wording and by itself, so that needs and offers of one trade lie near each other; with
`--random` every text has a vector of its own, which tells the index nothing. All else is the real path: read,
learned, laid out, indexed, saved, loaded, asked; with `--laid-out` not every text is read (`laid_out.py`).
Recall is the share of the exact ten that are found, over
parties drawn evenly; a partner with the score of the tenth counts as found.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benchmarks.engine_cost import RandomVectors, invented, peak, spent

import numpy as np  # isort: skip - after the number of threads
from numpy.typing import NDArray

from benchmarks.laid_out import laid_out
from benchmarks.learn_anchors import sentences
from matching import Matcher, Party
from matching.concepts import concepts
from matching.nearby import rank_nearby
from matching.ranking import Ranked, rank_guest
from matching.settings import BLENDS
from matching.vocabulary import BUSINESS

WORDING, OWN = 0.8, 0.4
"""How much wording and the text itself count beside the trade, whose vector has length one."""


class TradeVectors(RandomVectors):
    """A stand-in of the encoder's width that knows which trade each invented text was made for."""

    name = "trades-384"

    def __init__(self) -> None:
        self.trade = {text: concept.code for concept in concepts() for _, text in sentences(concept)}
        self._known = cache(lambda text: RandomVectors().encode([text])[0])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384)."""
        rows = np.float32(OWN) * super().encode(texts)
        for row, text in zip(rows, texts, strict=True):
            bare = re.sub(r" \d+-\d+$", "", text)
            row += self._known(self.trade.get(bare, bare)) + np.float32(WORDING) * self._known(bare)
        return rows


def asked(matcher: Matcher, sample: Sequence[Party], k: int = 10) -> dict[str, float]:
    """Recall over a sample, and the CPU time of one answer each way."""
    board, cells, blend = matcher.boards_[BUSINESS], matcher.cells_[BUSINESS], BLENDS[BUSINESS]
    by_id, by_score, times = [], [], ([], [])  # type: ignore[var-annotated]
    for party in sample:
        row = board.row_of(party)
        guest = board.take(np.array([row]))
        start = time.process_time()
        near = rank_nearby(guest, board, cells, k, BUSINESS, blend)
        between = time.process_time()
        exact = rank_guest(guest, board, k, BUSINESS, blend)
        times[0].append(1000 * (between - start))
        times[1].append(1000 * (time.process_time() - between))
        by_id.append(_share(exact, near))
        by_score.append(float((near.joined[0] >= exact.joined[0].min()).mean()))
    return {
        "recall@10": statistics.mean(by_score),
        "recall@10, the same ids": statistics.mean(by_id),
        "one answer, ms": statistics.median(times[0]),
        "one exact answer, ms": statistics.median(times[1]),
    }


def _share(exact: Ranked, near: Ranked) -> float:
    return len(set(exact.rows[0].tolist()) & set(near.rows[0].tolist())) / exact.rows.shape[1]


def kept(matcher: Matcher, encoder: RandomVectors) -> dict[str, float]:
    """Saving and loading, and what it takes on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        saving = spent(lambda: matcher.save(folder))
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        loading = spent(lambda: Matcher.load(folder, encoder))
    return {"save, s": saving, "load, s": loading, "on the disk, MB": size / 1e6}


def main() -> None:
    """Measure one size and print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--parties", type=int, default=18_000)
    options.add_argument("--sample", type=int, default=200)
    options.add_argument("--random", action="store_true", help="vectors that tell the index nothing")
    options.add_argument("--laid-out", action="store_true", help="sentences are read, not every text")
    chosen = options.parse_args()
    encoder = RandomVectors() if chosen.random else TradeVectors()
    made: list[Matcher] = []
    if chosen.laid_out:
        figures = {"laid out with index, s": spent(lambda: made.append(laid_out(chosen.parties, encoder)))}
    else:
        parties = invented(chosen.parties)
        made.append(Matcher(encoder, index="approximate"))
        figures = {"fit with index, s": spent(lambda: made[0].fit(parties))}
    matcher, everybody = made[0], sorted(made[0].parties_.values(), key=lambda party: party.id)
    figures |= {"peak memory at fit, MB": peak()}
    figures |= asked(matcher, everybody[:: max(1, len(everybody) // chosen.sample)][: chosen.sample])
    print(json.dumps(figures), file=sys.stderr)
    figures |= {"update of one, s": spent(lambda: matcher.update([everybody[7]]))}
    figures |= {"first answer after it, s": spent(lambda: matcher.suggest(everybody[9].id))}
    figures |= {"peak memory with an update, MB": peak()} | kept(matcher, encoder)
    print(json.dumps({name: round(figure, 3) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
