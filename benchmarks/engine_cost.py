"""What the engine costs on one thread: `python -m benchmarks.engine_cost [--parties 18000] [--encoder]`.

Invented parties say two to four sentences about concepts of the trade lexicon; with `--encoder` their
vectors are random but as wide as real ones, since the encoder itself runs once per text and elsewhere. The
bare matrix products of all needs with all offers are timed in the same run as the bound.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import time
import zlib
from collections.abc import Callable, Sequence

for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import numpy as np  # noqa: E402 - after the number of threads
from numpy.typing import NDArray  # noqa: E402

from benchmarks.learn_anchors import sentences  # noqa: E402
from matching import Matcher, Party, Statement  # noqa: E402
from matching.board import Board  # noqa: E402
from matching.concepts import concepts  # noqa: E402
from matching.parties import Direction  # noqa: E402

KINDS = ("pakistani_firm", "italian_firm", "diaspora_entrepreneur")
COUNTRY = {"pakistani_firm": "PK", "italian_firm": "IT", "diaspora_entrepreneur": "IT"}


class RandomVectors:
    """A stand-in of the encoder's width: every text has a random vector of its own, always the same."""

    name = "random-384"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384)."""
        rows = [np.random.default_rng(zlib.crc32(t.encode())).standard_normal(384, np.float32) for t in texts]
        return np.stack(rows)


def invented(count: int, seed: int = 1) -> list[Party]:
    """Parties with one to two offers and one to two needs; texts differ by a number."""
    dice = random.Random(seed)
    said: dict[Direction, list[str]] = {"offer": [], "need": []}
    for concept in concepts():
        for group, text in sentences(concept):
            said["offer" if group.endswith("offer") else "need"].append(text)
    intents: tuple[tuple[Direction, str], ...] = (("offer", "sell"), ("need", "buy"))
    parties = []
    for number in range(count):
        kind = dice.choice(KINDS)
        statements = tuple(
            Statement(role, f"{dice.choice(said[role])} {number}", intent)
            for role, intent in intents
            for _ in range(dice.choice((1, 1, 2)))
        )
        parties.append(Party(f"p{number:06}", kind, COUNTRY[kind], statements=statements, languages=("en",)))
    return parties


def timed(name: str, figures: dict[str, float], work: Callable[[], object]) -> None:
    """Note the CPU seconds of `work`."""
    start = time.process_time()
    work()
    figures[name] = round(time.process_time() - start, 3)
    print(f"{name:28s} {figures[name]:9.3f} s CPU", flush=True)


def bare_products(board: Board) -> None:
    """Every need times every offer in blocks, kept nowhere: what no exact method can go below."""
    for block in np.array_split(board.needs.vectors, max(1, len(board) // 256)):
        block @ board.offers.vectors.T


def measure(count: int, encoder: RandomVectors | None) -> dict[str, float]:
    """All figures of one size."""
    parties = invented(count)
    figures: dict[str, float] = {"parties": count}
    matcher = Matcher(encoder)
    timed("fit", figures, lambda: matcher.fit(parties))
    timed("suggest, ten parties", figures, lambda: [matcher.suggest(p.id) for p in parties[:10]])
    timed("update one party", figures, lambda: matcher.update([parties[7]]))
    timed("similar, first", figures, lambda: matcher.similar("surgical instruments"))
    timed("similar, ten more", figures, lambda: [matcher.similar("riso basmati") for _ in range(10)])
    board = matcher.boards_["business"]
    timed("bare matrix products", figures, lambda: bare_products(board))
    timed("suggest_all, no reasons", figures, lambda: matcher.suggest_all(reasons=False))
    if matcher.fairness_ is not None:
        figures["share never shown"] = round(matcher.fairness_.share_never_shown, 4)
        figures["mean score given up"] = round(matcher.fairness_.mean_score_given_up, 4)
    figures["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def main() -> None:
    """Measure one size and print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--parties", type=int, default=18_000)
    options.add_argument("--encoder", action="store_true")
    chosen = options.parse_args()
    print(json.dumps(measure(chosen.parties, RandomVectors() if chosen.encoder else None)))


if __name__ == "__main__":
    main()
