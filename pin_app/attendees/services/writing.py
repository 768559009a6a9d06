"""How the rows of a list become a file of each kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from pin_app import exports
from pin_app.attendees.services import paper
from pin_app.attendees.services.listing import Listing
from pin_app.i18n import direction, language

ENDINGS = {"xlsx": ".xlsx", "csv-excel": "-excel.csv", "csv": "-machines.csv", "pdf": ".pdf"}
MOST_ON_PAPER = 2_000
Rows = Iterable[Sequence[str]]


def _xlsx(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    whole = chain([listing.head], rows)
    return exports.write_xlsx(target, whole, right_to_left=direction() == "rtl") - 1


def _csv_for_excel(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    whole = chain([listing.head], rows)
    return _lines(exports.csv_for_excel(whole, exports.separator_for(language())), target) - 2  # the mark too


def _csv_for_machines(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    return _lines(exports.csv_for_machines(chain([listing.head], rows)), target) - 1


def _pdf(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    people = list(rows)
    target.write(paper.signature_sheet(listing, people))
    return len(people)


def _lines(lines: Iterator[str], target: BinaryIO) -> int:
    wrapped = io.TextIOWrapper(target, encoding="utf-8", errors="replace", newline="")
    count = sum(bool(wrapped.write(line)) for line in lines)
    wrapped.detach()
    return count


WRITERS: dict[str, Callable[[Listing, Rows, BinaryIO], int]] = {
    "xlsx": _xlsx,
    "csv-excel": _csv_for_excel,
    "csv": _csv_for_machines,
    "pdf": _pdf,
}
