"""How the rows of a list become a file of each kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
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

MOST_ON_PAPER = 2_000
Rows = Iterable[Sequence[str]]
Watched = Callable[[Rows], Rows]  # hands rows on, and tells how far it is
Tell = Callable[[Listing, Counts], Iterable[Sequence[str | int]]]


def workbook(listing: Listing, watched: Watched, target: BinaryIO, tell: Tell | None = None) -> int:
    """Write a workbook; a second sheet tells of its filters and totals, unless the list is handed on.

    Who gets a list is not to learn from a filter what its people answered to others.
    """
    turned = direction() == "rtl"
    look = Look(_("Attendees"), title_of(listing.event, language()), turned, _in_sight(listing))
    rows = watched(listing.rows())
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


def _csv_for_excel(listing: Listing, watched: Watched, target: BinaryIO) -> int:
    target.write(exports.BOM.encode())
    whole = chain([exports.neutral_cells(listing.head)], watched(listing.rows(exports.neutral_cells)))
    return _csv(whole, target, exports.separator_for(language()))


def _csv_for_machines(listing: Listing, watched: Watched, target: BinaryIO) -> int:
    return _csv(chain([listing.head], watched(listing.rows())), target)


def _csv(rows: Rows, target: BinaryIO, separator: str = ",") -> int:
    """Write the heading and the people, no step of it in Python; returns how many people there are."""
    wrapped, counted = io.TextIOWrapper(target, encoding="utf-8", errors="replace", newline=""), count()
    writer = csv.writer(wrapped, delimiter=separator, lineterminator="\r\n")
    writer.writerows(map(itemgetter(0), zip(rows, counted, strict=False)))
    wrapped.detach()
    return next(counted) - 1


def _pdf(listing: Listing, watched: Watched, target: BinaryIO) -> int:
    people = list(watched(listing.rows()))
    target.write(paper.signature_sheet(listing, people))
    return len(people)


WRITERS: dict[str, Callable[[Listing, Watched, BinaryIO], int]] = {
    "csv-excel": _csv_for_excel,
    "csv": _csv_for_machines,
    "pdf": _pdf,
}
