"""What the engine costs on one thread: `python -m benchmarks.engine_cost [--parties 18000] [--encoder]`.

Invented parties say one to three different things in four writings; with `--encoder` their vectors are random
but as wide as real ones, since the encoder itself runs once per text and elsewhere. The products of all needs
with all offers, alone, are timed in turn with the full refresh: they are the bound of every exact method.
With `--neighbours` scikit-learn looks for the ten nearest offers of every need instead, one direction only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import time
import zlib
from collections.abc import Callable, Sequence

for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import numpy as np  # noqa: E402 - after the number of threads
from numpy.typing import NDArray  # noqa: E402
from sklearn.neighbors import NearestNeighbors  # noqa: E402

from benchmarks.learn_anchors import sentences  # noqa: E402
from matching import Matcher, Party, Statement  # noqa: E402
from matching.board import Board  # noqa: E402
from matching.concepts import concepts  # noqa: E402
from matching.parties import Direction  # noqa: E402
from matching.sides import figures  # noqa: E402

KINDS = ("pakistani_firm", "italian_firm", "diaspora_entrepreneur")
COUNTRY = {"pakistani_firm": "PK", "italian_firm": "IT", "diaspora_entrepreneur": "IT"}
DISTRICTS = (None, "Gujrat", "Sialkot", "Mandi Bahauddin", "Faisalabad", "Jhelum", "Swat", "Karachi")
REGIONS = {"PK": (None, "PK-PB", "PK-SD"), "IT": (None, "IT-25", "IT-45", "IT-62")}
LANGUAGES = (("en",), ("it",), ("ur", "en"), ("it", "ur"), ())
INTENT: dict[Direction, str] = {"offer": "sell", "need": "buy"}
SPOKEN: tuple[tuple[Direction, ...], ...] = (("offer",), ("offer", "need"), ("offer", "need", "need"))
BLOCK = 128
SAMPLE = 40
"""So many blocks are enough to time the bare products of a large network."""


class RandomVectors:
    """A stand-in of the encoder's width: every text has a random vector of its own, always the same."""

    name = "random-384"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384)."""
        rows = np.empty((len(texts), 384), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            np.random.default_rng(zlib.crc32(text.encode())).standard_normal(dtype=np.float32, out=row)
        return rows


def invented(count: int, seed: int = 1) -> list[Party]:
    """Parties of three kinds; no two texts are the same."""
    dice = random.Random(seed)
    said: dict[Direction, list[str]] = {"offer": [], "need": []}
    for concept in concepts():
        for group, text in sentences(concept):
            said["offer" if group.endswith("offer") else "need"].append(text)
    return [_party(dice, number, said) for number in range(count)]


def _party(dice: random.Random, number: int, said: dict[Direction, list[str]]) -> Party:
    kind = dice.choice(KINDS)
    roles = dice.choice(SPOKEN)
    statements = tuple(
        Statement(role, f"{dice.choice(said[role])} {number}-{place}", INTENT[role])
        for place, role in enumerate(roles)
    )
    return Party(
        f"p{number:07}",
        kind,
        COUNTRY[kind],
        region=dice.choice(REGIONS[COUNTRY[kind]]),
        home_district=dice.choice(DISTRICTS),
        statements=statements,
        languages=dice.choice(LANGUAGES),
    )


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak() -> int:
    """Most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def bare_products(board: Board) -> float:
    """CPU seconds of every need times every offer in blocks, kept nowhere; a sample where they are many."""
    needs, offers = figures(board.needs.full), figures(board.offers.full).T
    whole = len(needs) // BLOCK * BLOCK or len(needs)
    starts = range(0, whole, BLOCK)[:: max(1, whole // BLOCK // SAMPLE)]
    room = np.empty((min(BLOCK, whole), offers.shape[1]), dtype=np.float32)

    def multiply() -> None:
        for start in starts:
            np.matmul(needs[start : start + len(room)], offers, out=room)

    return spent(multiply) * len(needs) / (len(starts) * len(room))


def refresh(matcher: Matcher, rounds: int) -> dict[str, float]:
    """The full refresh and the bare products in turn, so that a busy machine is busy for both."""
    board, full, bare, most = matcher.boards_["business"], [], [], []
    for _ in range(rounds):
        full.append(spent(matcher.suggest_all))
        most.append(peak())
        bare.append(bare_products(board))
    ratios = [a / b for a, b in zip(full, bare, strict=True)]
    return {
        "full refresh, s": statistics.median(full),
        "bare products, s": statistics.median(bare),
        "times the bare products": statistics.median(ratios),
        "lowest of the ratios": min(ratios),
        "highest of the ratios": max(ratios),
        "peak memory at the refresh, MB": most[0],
    }


def engine(count: int, encoder: RandomVectors | None, rounds: int) -> dict[str, float]:
    """All figures of the engine at one size; without rounds there is no full refresh."""
    parties = invented(count)
    matcher = Matcher(encoder)
    figures = {"fit, s": spent(lambda: matcher.fit(parties))}
    matcher.suggest(parties[0].id)
    alone = [spent(lambda p=party: matcher.suggest(p.id)) for party in parties[1:41]]  # type: ignore[misc]
    figures["suggest for one, ms"] = 1000 * statistics.median(alone)
    if rounds:
        figures |= refresh(matcher, rounds)
    figures["update of one, s"] = spent(lambda: matcher.update([parties[7]]))
    figures["peak memory, MB"] = peak()
    figures["first search, s"] = spent(lambda: matcher.similar("surgical instruments"))
    matcher.update([parties[8]])
    figures["search after a change, s"] = spent(lambda: matcher.similar("basmati rice"))
    return figures


def neighbours(count: int) -> dict[str, float]:
    """scikit-learn's brute search for the ten nearest offers of every need, on random vectors."""
    said = [s.direction for party in invented(count) for s in party.statements]
    rows = np.random.default_rng(1).standard_normal((len(said), 384), np.float32)
    is_need = np.array([direction == "need" for direction in said])
    search = NearestNeighbors(n_neighbors=10, algorithm="brute", metric="cosine").fit(rows[~is_need])
    return {"one direction, s": spent(lambda: search.kneighbors(rows[is_need])), "peak memory, MB": peak()}


def main() -> None:
    """Measure one size and print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--parties", type=int, default=18_000)
    options.add_argument("--encoder", action="store_true", help="random vectors of the encoder's width")
    options.add_argument("--rounds", type=int, default=3, help="full refreshes; 0 leaves them out")
    options.add_argument("--neighbours", action="store_true", help="scikit-learn instead of the engine")
    chosen = options.parse_args()
    figures = (
        neighbours(chosen.parties)
        if chosen.neighbours
        else engine(chosen.parties, RandomVectors() if chosen.encoder else None, chosen.rounds)
    )
    print(json.dumps({name: round(figure, 3) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
