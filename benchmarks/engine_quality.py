"""How well the engine matches: `python -m benchmarks.engine_quality [--without-encoder] [--worth SHARE]`.

Runs our own small judged set, our own trades in four writings and, where the benchmark folder is
(`PIN_BENCH_DIR`, else `../shared/bench`), its text and market scores. `--worth` is the share of the best
score below which nothing is given; 0 gives everybody ten.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import runpy
import sys
from functools import partial
from pathlib import Path

import matching
from matching import Matcher, Party, Statement
from matching.parties import Direction
from matching.settings import WORTH
from matching.vocabulary import LANGUAGES

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent


def own_set(encoder: bool) -> tuple[float, float]:
    """Share of needs whose offer is first, and among the first three, when needs and offers are matched."""
    lines = [
        line for line in (HERE / "judged.csv").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    rows = list(csv.DictReader(lines, delimiter=";"))
    roles: tuple[tuple[Direction, str], ...] = (("need", "diaspora_entrepreneur"), ("offer", "association"))
    parties = [
        Party(f"{row['trade']}-{role}", kind, statements=(Statement(role, row[role]),))
        for row in rows
        for role, kind in roles
    ]
    matcher = Matcher("auto" if encoder else None).fit(parties)
    places = []
    for row in rows:
        found = [s.party_id for s in matcher.suggest(f"{row['trade']}-need")]
        right = f"{row['trade']}-offer"
        places.append(found.index(right) if right in found else len(rows))
    return sum(p == 0 for p in places) / len(rows), sum(p < 3 for p in places) / len(rows)


def own_trades(encoder: bool, read: str) -> dict[str, tuple[float, float]]:
    """Needs against offers among our own trades, in the same writing and across: hit@5 and nDCG@10."""
    lines = (HERE / "trades.csv").read_text("utf-8").splitlines()
    listed = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter=";")
    rows = [row for row in listed if row["read"] == read]
    places: dict[str, list[int]] = {"same writing": [], "across": []}
    for offered in LANGUAGES:
        parties = [
            Party(row["trade"], "pakistani_firm", statements=(Statement("offer", row[f"offer_{offered}"]),))
            for row in rows
        ]
        matcher = Matcher("auto" if encoder else None).fit(parties)
        for asked in LANGUAGES:
            kept = places["same writing" if asked == offered else "across"]
            for row in rows:
                found = [party_id for party_id, _ in matcher.similar(row[f"need_{asked}"])]
                kept.append(found.index(row["trade"]) if row["trade"] in found else len(rows))
    return {kind: (_share(kept, 5), _gain(kept)) for kind, kept in places.items()}


def _share(places: list[int], few: int) -> float:
    return sum(place < few for place in places) / len(places)


def _gain(places: list[int]) -> float:
    return sum(1.0 / math.log2(place + 2) for place in places if place < 10) / len(places)


def bench_folder() -> Path | None:
    """The folder of the shared benchmarks, if it is there."""
    folder = Path(os.environ.get("PIN_BENCH_DIR", REPOSITORY.parent / "shared" / "bench"))
    return folder if (folder / "score_market.py").exists() else None


def shared(folder: Path, encoder: bool, worth: float) -> None:
    """Run the shared benchmarks, which make a matcher without saying how, on one of this kind."""
    made, given = matching.Matcher, sys.argv
    setattr(matching, "Matcher", partial(Matcher, "auto" if encoder else None, worth=worth))  # noqa: B010
    try:
        for script, *rest in (("score_market.py", "--path", str(REPOSITORY)), ("score_text.py",)):
            sys.argv = [script, *rest]
            runpy.run_path(str(folder / script), run_name="__main__")
    finally:
        setattr(matching, "Matcher", made)  # noqa: B010
        sys.argv = given


def main() -> None:
    """Print all figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--without-encoder", action="store_true")
    options.add_argument("--worth", type=float, default=WORTH)
    chosen = options.parse_args()
    encoder = not chosen.without_encoder
    first, third = own_set(encoder)
    print(f"own judged set: first {first:.2f}, in the first three {third:.2f}", flush=True)
    for read in ("yes", "no"):
        for kind, (hit, gain) in own_trades(encoder, read).items():
            print(f"own trades, read {read}, {kind}: hit@5 {hit:.3f}, nDCG@10 {gain:.3f}", flush=True)
    folder = bench_folder()
    if folder is not None:
        shared(folder, encoder, chosen.worth)


if __name__ == "__main__":
    main()
