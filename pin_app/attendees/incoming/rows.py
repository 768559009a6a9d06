"""From the cells of a list to what each row says, with every fault and doubt at its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pin_app.attendees.incoming.cells import Read
from pin_app.attendees.incoming.grids import Grid, place_of
from pin_app.attendees.incoming.headings import SURNAME_FIRST
from pin_app.attendees.incoming.names import is_sum
from pin_app.attendees.incoming.said import TICKS
from pin_app.errors import PinError
from pin_app.forms import is_readable
from pin_app.spreadsheets.values import CALCULATION_FAILED, Doubtful

WHO = ("surname", "given_name", "full_name", SURNAME_FIRST)
CONTACT = ("email", "phone", "reference")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of one cell, or of the whole row where the cell is empty."""

    cell: str
    told: PinError


@dataclass(slots=True)
class Row:
    """One row: its number, what it says by target, faults that refuse it, and doubts to look at."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    is_nobody: bool = False
    is_sum: bool = False

    @property
    def name(self) -> str:
        """The name as it was read."""
        parts = (self.values.get("given_name", ""), self.values.get("surname", ""))
        return " ".join(part for part in parts if part)

    def doubt(self, code: str, cell: str = "", **facts: Any) -> None:
        """Note something to look at."""
        self.doubts.append(Remark(cell, PinError(code, **facts)))


def check(
    grid: Grid,
    number: int,
    cells: Sequence[str],
    targets: Sequence[str],
    read: Mapping[str, Read],
    country: str,
) -> Row:
    """Read one row; its country first, as telephone numbers are read by it."""
    row = Row(number)
    named = {
        target: (place_of(place, number), cells[place])
        for place, target in enumerate(targets)
        if target and place < len(cells) and _says(cells[place])
    }
    if "country" in named:
        _take(row, "country", *named.pop("country"), read, "")
    of_country = row.values.get("country") or country
    for target, (place, cell) in named.items():
        _take(row, target, place, cell, read, of_country)
    _whole(row, set(named), cells)
    return row


def _says(cell: str) -> bool:
    """Whether a cell says something: lists are full of dashes and dots that do not."""
    return is_readable(cell) or bool(set(cell.strip()) & TICKS)


def _take(row: Row, target: str, place: str, cell: str, read: Mapping[str, Read], of_country: str) -> None:
    try:
        if cell.strip() in CALCULATION_FAILED:
            raise PinError("spreadsheets.calculation_failed", shown=cell.strip())
        found = read[target](cell, of_country)
    except PinError as refusal:
        row.faults.append(Remark(place, PinError(refusal.code, **refusal.facts)))
        return
    if isinstance(found, Doubtful):
        row.doubts.append(Remark(place, found.doubt))
        found = found.value
    if found is not None and found != "":
        row.values[target] = found


def _whole(row: Row, named: set[str], cells: Sequence[str]) -> None:
    """Bring names, addresses and numbers into the columns of a registration, and ask for a name."""
    for target in ("full_name", SURNAME_FIRST):
        if target in row.values:
            row.values["given_name"], row.values["surname"] = row.values.pop(target)
    if "email" in row.values:
        row.values["email"], row.values["typed_email"] = row.values["email"]
    if isinstance(row.values.get("phone"), tuple):
        row.values["unread_phone"] = row.values.pop("phone")[1]
    row.is_sum = not named & set(CONTACT) and is_sum(row.name, cells)
    row.is_nobody = row.is_sum or not named & {*WHO, *CONTACT}
    has = [name for name in ("given_name", "surname") if name in row.values]
    if row.is_nobody or row.faults or len(has) == 2 or "reference" in row.values:
        return
    if not has or not named & {"email", "phone"}:
        row.faults.append(Remark("", PinError("attendees.no_name")))
        return
    row.values["given_name"] = row.values["surname"] = row.values[has[0]]
    row.doubt("attendees.one_name", given=row.values[has[0]], surname=row.values[has[0]])
