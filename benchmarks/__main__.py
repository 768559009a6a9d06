"""Everything that is measured, one after the other: `make bench`, or `python -m benchmarks [--quick]`."""

from __future__ import annotations

import argparse
import subprocess
import sys

QUALITY = ("benchmarks.engine_quality",)
COST = (
    ("benchmarks.engine_cost", "--parties", "18000", "--encoder"),
    ("benchmarks.engine_cost", "--parties", "131000", "--encoder"),
)
PAGES = ("benchmarks.pages",)
DESK = ("benchmarks.desk",)


def main() -> int:
    """Run the benchmarks in processes of their own; status 1 when one says that something costs too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="leave the 131,000 parties out")
    chosen = options.parse_args()
    commands = [QUALITY, *(COST[:1] if chosen.quick else COST), PAGES, DESK]
    failed = [command[0] for command in commands if _run(command)]
    return int(bool(failed))


def _run(command: tuple[str, ...]) -> int:
    print(f"== {' '.join(command)}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
