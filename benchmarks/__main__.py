"""Everything that is measured, one after the other: `make bench`, or `python -m benchmarks [--quick]`.

What the engine costs is written into one table, `docs/benchmarks.md`; each line is measured in a process of
its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

QUALITY = ("benchmarks.engine_quality",)
PAGES = ("benchmarks.pages",)
DESK = ("benchmarks.desk",)
TOOLS = (
    ("benchmarks.sector_phrases",),
    ("benchmarks.duplicates", "--size", "6000"),
    ("benchmarks.spread",),
)
TABLE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"

Line = tuple[str, tuple[str, ...]]
QUICK: tuple[Line, ...] = (
    ("18,000 parties, encoder's width", ("--encoder",)),
    ("18,000 parties, words alone", ()),
    ("18,000 parties, scikit-learn neighbours", ("--neighbours",)),
)
LARGE: tuple[Line, ...] = (
    ("131,000 parties, encoder's width", ("--parties", "131000", "--encoder", "--rounds", "1")),
)
MILLION: tuple[Line, ...] = (
    ("1,000,000 parties, words alone, no full refresh", ("--parties", "1000000", "--rounds", "0")),
)
COLUMNS = (
    "fit, s", "suggest for one, ms", "update of one, s", "full refresh, s", "bare products, s",
    "times the bare products", "lowest of the ratios", "highest of the ratios", "one direction, s",
    "peak memory at the refresh, MB", "peak memory, MB",
)  # fmt: skip


def main() -> int:
    """Run the benchmarks in processes of their own; status 1 when one says that something costs too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="leave the 131,000 parties out")
    options.add_argument("--million", action="store_true", help="also fit and ask a million parties")
    options.add_argument("--cost", action="store_true", help="only what the engine costs")
    chosen = options.parse_args()
    lines = QUICK + (() if chosen.quick else LARGE) + (MILLION if chosen.million else ())
    TABLE.write_text(_table([(name, _measured(arguments)) for name, arguments in lines]), encoding="utf-8")
    others = () if chosen.cost else (QUALITY, PAGES, DESK, *TOOLS)
    failed = [command[0] for command in others if _run(command)]
    return int(bool(failed))


def _measured(arguments: tuple[str, ...]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.engine_cost", *arguments]
    print(f"== {' '.join(command[2:])}", flush=True)
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(said, end="", flush=True)
    figures: dict[str, float] = json.loads(said.splitlines()[-1])
    return figures


def _table(measured: list[tuple[str, dict[str, float]]]) -> str:
    names = [name for name, _ in measured]
    rows = [["CPU seconds, one thread", *names], ["---"] * (len(names) + 1)]
    for column in COLUMNS:
        rows.append(
            [column, *(f"{figures[column]:,}" if column in figures else "" for _, figures in measured)]
        )
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return (
        "# What the engine costs\n\n"
        "Written by `make bench`; every column is measured in a process of its own, and the full refresh and "
        "the bare matrix products in turn, so that a busy machine is busy for both.\n\n"
        f"{lines}\n"
    )


def _run(command: tuple[str, ...]) -> int:
    print(f"== {' '.join(command)}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
