"""How well the engine matches: `python -m benchmarks.engine_quality [--without-encoder] [--worth SHARE]`.

Runs our own small judged set, our own trades in four writings and, where the benchmark folder is
(`PIN_BENCH_DIR`, else `../shared/bench`), its text and market scores. `--worth` is the share of the best
score below which nothing is given; 0 gives everybody ten.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import math
import os
import runpy
import sys
import tempfile
from functools import partial
from pathlib import Path

import matching
from matching import Matcher, Party, Statement
from matching.parties import Direction
from matching.settings import WORTH
from matching.vocabulary import LANGUAGES

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
TEXTS = {
    "needs>offers across languages": "across writings",
    "needs>offers same language": "same writing",
    "other tasks": "other tasks",
}

Figures = dict[str, float]


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


def shared(folder: Path, encoder: bool, worth: float) -> Figures:
    """Run the shared benchmarks, which make a matcher without saying how, on one of this kind."""
    made, given = matching.Matcher, sys.argv
    setattr(matching, "Matcher", partial(Matcher, "auto" if encoder else None, worth=worth))  # noqa: B010
    try:
        return _market(folder) | _texts(folder)
    finally:
        setattr(matching, "Matcher", made)  # noqa: B010
        sys.argv = given


def _market(folder: Path) -> Figures:
    with tempfile.TemporaryDirectory() as kept:
        told = Path(kept) / "market.json"
        sys.argv = ["score_market.py", "--path", str(REPOSITORY), "--json", str(told)]
        runpy.run_path(str(folder / "score_market.py"), run_name="__main__")
        parts = json.loads(told.read_text("utf-8"))["engine"]
    gains = {
        "all": "all queries", "language=ur": "Urdu queries", "language=roman-ur": "Roman Urdu queries",
        "purpose=business": "business", "purpose=investment": "investment",
    }  # fmt: skip
    return {
        f"judged market, {name}: nDCG@10": parts[key]["ndcg"] for key, name in gains.items() if key in parts
    } | {"judged market: traps in the first ten": parts["traps"]["first 10"]}


def _texts(folder: Path) -> Figures:
    sys.argv = ["score_text.py", "--json"]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        runpy.run_path(str(folder / "score_text.py"), run_name="__main__")
    groups = json.loads(said.getvalue())
    figures: Figures = {}
    for group, name in TEXTS.items():
        gain, _recall, _rank, hit = groups[group]
        figures |= {f"texts, {name}: hit@5": hit, f"texts, {name}: nDCG@10": gain}
    return figures


def measured(encoder: bool, worth: float) -> Figures:
    """All figures by their names; those of the shared benchmarks only where their folder is."""
    first, third = own_set(encoder)
    figures = {"own judged set: first": first, "own judged set: in the first three": third}
    for read, said in (("yes", "tuned on"), ("no", "learned from")):
        for kind, (hit, gain) in own_trades(encoder, read).items():
            name = f"own trades {said}, {kind}"
            figures |= {f"{name}: hit@5": hit, f"{name}: nDCG@10": gain}
    folder = bench_folder()
    if folder is not None:
        figures |= shared(folder, encoder, worth)
    return {name: round(figure, 3) for name, figure in figures.items()}


def main() -> None:
    """Print all figures, and as the last line all of them as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--without-encoder", action="store_true")
    options.add_argument("--worth", type=float, default=WORTH)
    chosen = options.parse_args()
    figures = measured(not chosen.without_encoder, chosen.worth)
    for name, figure in figures.items():
        print(f"{name:60} {figure:.3f}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
