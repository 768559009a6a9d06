"""Everything that is measured, one after the other: `make bench`, or `python -m benchmarks [--quick]`.

What the engine costs is written into `docs/benchmarks.md`; each column is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.attendees import MISSED

QUALITY = ("benchmarks.engine_quality",)
PAGES = ("benchmarks.pages",)
DESK = ("benchmarks.desk",)
TOOLS = (
    ("benchmarks.sector_phrases",),
    ("benchmarks.duplicates", "--size", "6000"),
    ("benchmarks.spread",),
    ("benchmarks.scheduling",),
)
TABLE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"

Line = tuple[str, tuple[str, ...]]
Measured = list[tuple[str, dict[str, float]]]
COST, INDEX = "benchmarks.engine_cost", "benchmarks.approximate"
LISTS: Line = ("10,000 attendees, 20 columns", ("benchmarks.attendees", "--rounds", "3"))
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
    options.add_argument("--cost", action="store_true", help="only what the engine costs")
    chosen = options.parse_args()
    lines = QUICK + (() if chosen.quick else LARGE) + (MILLION if chosen.million else ())
    exact = [(name, _measured(command)) for name, command in lines if command[0] == COST]
    index = [(name, _measured(command)) for name, command in lines if command[0] == INDEX]
    lists = [(LISTS[0], _measured(LISTS[1], may_miss=True))]
    TABLE.write_text(page(exact, index, lists), encoding="utf-8")
    others = () if chosen.cost else (QUALITY, PAGES, DESK, *TOOLS)
    failed = [command[0] for command in others if _run(command)]
    return int(bool(failed or lists[0][1][MISSED]))


def _measured(arguments: tuple[str, ...], may_miss: bool = False) -> dict[str, float]:
    command = [sys.executable, "-m", *arguments]
    print(f"== {' '.join(command[2:])}", flush=True)
    said = subprocess.run(command, check=not may_miss, stdout=subprocess.PIPE, text=True).stdout
    print(said, end="", flush=True)
    figures: dict[str, float] = json.loads(said.splitlines()[-1])
    return figures


def page(exact: Measured, index: Measured, lists: Measured) -> str:
    """The page of all figures of the three tables."""
    return (
        "# What the engine costs\n\n"
        "Written by `make bench`; every column is measured in a process of its own, and the full refresh and "
        "the bare matrix products in turn, so that a busy machine is busy for both. `python -m benchmarks "
        "--million` adds a million parties.\n\n"
        "## Everybody with everybody: `python -m benchmarks.engine_cost`\n\n"
        f"{_table(exact, EXACT_ROWS)}\n"
        "## The approximate index: `python -m benchmarks.approximate`\n\n"
        f"{_table(index, INDEX_ROWS)}\n"
        "## Lists of attendees: `python -m benchmarks.attendees`\n\n"
        f"{_table(lists, tuple(lists[0][1]))}"
    )


def _table(measured: Measured, wanted: tuple[str, ...]) -> str:
    rows = [["CPU seconds, one thread", *(name for name, _ in measured)], ["---"] * (len(measured) + 1)]
    for row in wanted:
        if any(row in figures for _, figures in measured):
            rows.append([row, *(f"{figures[row]:,}" if row in figures else "" for _, figures in measured)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _run(command: tuple[str, ...]) -> int:
    print(f"== {' '.join(command)}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
