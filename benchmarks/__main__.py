"""Everything that is measured, one after the other: `make bench`, or `python -m benchmarks [--quick]`.

All of it is written into `docs/benchmarks.md`: what the engine finds, what it costs, and in its own words
what each other benchmark said. Each column is measured in a process of its own, and the page is written anew
after each part, so that a run that is broken off leaves what it has measured; the rest is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

QUALITY = ("benchmarks.engine_quality",)
TOOLS = (
    ("benchmarks.market",),
    ("benchmarks.pages",),
    ("benchmarks.desk",),
    ("benchmarks.attendance",),
    ("benchmarks.sector_phrases",),
    ("benchmarks.duplicates", "--size", "6000"),
    ("benchmarks.spread",),
    ("benchmarks.scheduling",),
    ("benchmarks.last_seat",),
)
TABLE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
COST, INDEX = "benchmarks.engine_cost", "benchmarks.approximate"

Figures = dict[str, float]
Line = tuple[str, tuple[str, ...]]
Measured = list[tuple[str, Figures]]
QUALITIES: tuple[Line, ...] = (
    ("with the encoder", QUALITY),
    ("without it", (*QUALITY, "--without-encoder")),
)
LISTS: tuple[Line, ...] = (("10,000 attendees, 20 columns", ("benchmarks.attendees", "--rounds", "5")),)
HEAD = (
    "# What is measured\n\n"
    "Written by `make bench`: what the engine finds and costs, and in their own words what the other "
    "benchmarks said. Every column is measured in a process of its own; where two things are compared, in "
    "turn, so that a busy machine is busy for both. The shared benchmarks are scored where their folder is. "
    "`python -m benchmarks --million` adds a million parties.\n"
)
QUICK: tuple[Line, ...] = (
    ("18,000 parties, encoder's width", (COST, "--encoder")),
    ("18,000 parties, words alone", (COST,)),
    ("18,000 parties, scikit-learn neighbours", (COST, "--neighbours")),
    ("18,000 parties", (INDEX,)),
    ("18,000, vectors that tell nothing", (INDEX, "--random")),
)
LARGE: tuple[Line, ...] = (
    ("131,000 parties, encoder's width", (COST, "--parties", "131000", "--encoder", "--rounds", "1")),
    ("131,000 parties", (INDEX, "--parties", "131000", "--sample", "100")),
)
MILLION: tuple[Line, ...] = (
    ("1,000,000 parties, laid out", (INDEX, "--parties", "1000000", "--sample", "60", "--laid-out")),
)
EXACT_ROWS = (
    "fit, s", "suggest for one, ms", "update of one, s", "first search, s", "search after a change, s",
    "full refresh, s", "bare products, s", "times the bare products", "lowest of the ratios",
    "highest of the ratios", "one direction, s", "peak memory at the refresh, MB", "peak memory, MB",
)  # fmt: skip
INDEX_ROWS = (
    "recall@10", "recall@10, the same ids", "one answer, ms", "one exact answer, ms", "fit with index, s",
    "laid out with index, s", "update of one, s", "first answer after it, s", "save, s", "load, s",
    "on the disk, MB", "peak memory at fit, MB", "peak memory with an update, MB",
)  # fmt: skip


def main() -> int:
    """Run the benchmarks in processes of their own; status 1 when one says that something costs too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="leave the 131,000 parties out")
    options.add_argument("--million", action="store_true", help="also index and ask a million parties")
    options.add_argument("--cost", action="store_true", help="only what the engine and the lists cost")
    chosen = options.parse_args()
    lines = QUICK + (() if chosen.quick else LARGE) + (MILLION if chosen.million else ())
    page = Page()
    if not chosen.cost:
        page.table("What the engine finds", QUALITIES)
    page.table("Everybody with everybody", [line for line in lines if line[1][0] == COST], EXACT_ROWS)
    page.table("The approximate index", [line for line in lines if line[1][0] == INDEX], INDEX_ROWS)
    page.table("Lists of attendees", LISTS)
    for command in () if chosen.cost else TOOLS:
        page.words(command)
    return int(bool(page.missed))


class Page:
    """The page of all figures, written anew with each part that is measured."""

    def __init__(self) -> None:
        self._parts = [HEAD]
        self.missed: list[str] = []

    def table(self, title: str, lines: Sequence[Line], rows: Sequence[str] = ()) -> None:
        """Measure one column a line; rows are all that any of them says where none are named."""
        measured = [(name, self._figures(command)) for name, command in lines]
        head = (
            "CPU seconds, one thread, where not said otherwise" if rows else "",
            *(name for name, _ in measured),
        )
        told = [head, ("---",) * len(head)]
        for row in rows or dict.fromkeys(row for _, figures in measured for row in figures):
            if any(row in figures for _, figures in measured):
                told.append(
                    (row, *(f"{figures[row]:,}" if row in figures else "" for _, figures in measured))
                )
        table = "".join(f"| {' | '.join(cells)} |\n" for cells in told)
        self._add(f"## {title}: `python -m {lines[0][1][0]}`\n\n{table}")

    def words(self, command: tuple[str, ...]) -> None:
        """Keep what a benchmark says as it says it."""
        said = self._run(command)
        self._add(f"## `python -m {' '.join(command)}`\n\n```text\n{said}```\n")

    def _figures(self, command: tuple[str, ...]) -> Figures:
        said = self._run(command).splitlines()
        figures: Figures = json.loads(said[-1]) if said and said[-1].startswith("{") else {}
        return figures

    def _run(self, command: tuple[str, ...]) -> str:
        print(f"== {' '.join(command)}", flush=True)
        ran = subprocess.run([sys.executable, "-m", *command], check=False, stdout=subprocess.PIPE, text=True)
        print(ran.stdout, end="", flush=True)
        if ran.returncode:
            self.missed.append(command[0])
        return ran.stdout

    def _add(self, part: str) -> None:
        self._parts.append(part)
        TABLE.write_text("\n".join(self._parts), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
