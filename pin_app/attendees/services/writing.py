"""How the rows of a list become a file of each kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count, takewhile
from operator import itemgetter
from typing import BinaryIO

from flask_babel import gettext as _

from pin_app import exports
from pin_app.attendees.services import paper
from pin_app.attendees.services.counting import Counts
from pin_app.attendees.services.listing import Listing
from pin_app.events.showing import title_of
from pin_app.i18n import direction, language
from pin_app.sheets import Look

ENDINGS = {"xlsx": ".xlsx", "csv-excel": "-excel.csv", "csv": "-machines.csv", "pdf": ".pdf"}
MOST_ON_PAPER = 2_000
Rows = Iterable[Sequence[str]]
Tell = Callable[[Listing, Counts], Iterable[Sequence[str | int]]]


def workbook(listing: Listing, rows: Rows, target: BinaryIO, tell: Tell | None = None) -> int:
    """Write a workbook; a second sheet tells of its filters and totals, unless the list is handed on.

    Who gets a list is not to learn from a filter what its people answered to others.
    """
    turned = direction() == "rtl"
    look = Look(_("Attendees"), title_of(listing.event, language()), turned, _in_sight(listing))
    if tell is None or listing.preset.handed_on:
        return exports.write_xlsx(target, chain([listing.head], rows), look=look) - 1
    counts = Counts(listing.columns)
    beside = Look(_("About this list"), right_to_left=turned)
    whole = chain([listing.head], counts.seeing(rows))
    return exports.write_xlsx(target, whole, look=look, about=lambda: (beside, tell(listing, counts))) - 1


def _in_sight(listing: Listing) -> int:
    """How many columns stay where they are while others are read: reference and names, if they come first."""
    first = takewhile(lambda column: column.group in ("reference", "name"), listing.columns)
    return sum(1 for _column in first)


def _csv_for_excel(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    whole = chain([listing.head], rows)
    return _lines(exports.csv_for_excel(whole, exports.separator_for(language())), target) - 2  # the mark too


def _csv_for_machines(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    wrapped = io.TextIOWrapper(target, encoding="utf-8", errors="replace", newline="")
    writer, counted = csv.writer(wrapped, lineterminator="\r\n"), count()
    writer.writerow(listing.head)
    writer.writerows(map(itemgetter(0), zip(rows, counted, strict=False)))  # no step of it in Python
    wrapped.detach()
    return next(counted)


def _pdf(listing: Listing, rows: Rows, target: BinaryIO) -> int:
    people = list(rows)
    target.write(paper.signature_sheet(listing, people))
    return len(people)


def _lines(lines: Iterator[str], target: BinaryIO) -> int:
    wrapped = io.TextIOWrapper(target, encoding="utf-8", errors="replace", newline="")
    written = sum(bool(wrapped.write(line)) for line in lines)
    wrapped.detach()
    return written


WRITERS: dict[str, Callable[[Listing, Rows, BinaryIO], int]] = {
    "csv-excel": _csv_for_excel,
    "csv": _csv_for_machines,
    "pdf": _pdf,
}
