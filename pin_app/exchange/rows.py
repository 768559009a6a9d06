"""From a table's cells to checked rows, with every fault and every doubt named by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pin_app.errors import PinError
from pin_app.exchange.columns import CELLS, COLUMNS, REQUIRED
from pin_app.exchange.whereabouts import region_of_city
from pin_app.spreadsheets.values import CALCULATION_FAILED, Doubtful


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of one cell: the column, and a code with facts that becomes words."""

    column: str
    told: PinError

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.told)


@dataclass(slots=True)
class Row:
    """One line of the table: its number in the file, values by column, faults, doubts, and what became of it.

    A fault refuses the row; a doubt is for a person to look at. `derived` is what it does not say.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    derived: dict[str, Any] = field(default_factory=dict)
    outcome: str = "refused"

    @property
    def external_id(self) -> str:
        """The sender's name of the row, empty where it could not be read."""
        return str(self.values.get("external_id", ""))

    @property
    def name(self) -> str:
        """The party's name, empty where it could not be read."""
        return str(self.values.get("name", ""))

    def refuse(self, column: str, told: PinError) -> None:
        """Note a fault; a fresh error, as a caught one holds all that stood around it in memory."""
        self.outcome = "refused"
        self.faults.append(Remark(column, PinError(told.code, **told.facts)))

    def doubt(self, column: str, told: PinError) -> None:
        """Note a doubt."""
        self.doubts.append(Remark(column, told))


def missing_columns(header: list[str]) -> list[str]:
    """Required columns that a header lacks."""
    return [name for name in REQUIRED if name not in header]


def unknown_columns(header: list[str]) -> list[str]:
    """Columns of a header that PIN does not know; they are left out and reported."""
    return [name for name in header if name and name not in COLUMNS]


def check(number: int, cells: Mapping[str, str]) -> Row:
    """Read one line of cells into a row; the country first, as others are read by it."""
    row = Row(number)
    _read(row, "country", cells.get("country", ""), "")
    of_country = row.values.get("country", "")
    for column, cell in cells.items():
        if column in CELLS and column != "country":
            _read(row, column, cell, of_country)
    _check_terms(row)
    if not row.values.get("region") and not row.faults:
        row.derived["region"] = region_of_city(row.values.get("city", ""), of_country)
    return row


def _read(row: Row, column: str, cell: str, of_country: str) -> None:
    if not cell and column not in REQUIRED:
        row.values[column] = copy(of_empty(column))
        return
    try:
        if cell.strip() in CALCULATION_FAILED:
            raise PinError("spreadsheets.calculation_failed", shown=cell.strip())
        found = CELLS[column](cell, of_country)
    except PinError as refusal:
        row.refuse(column, refusal)
        return
    if isinstance(found, Doubtful):
        row.doubt(column, found.doubt)
        found = found.value
    row.values[column] = found


@cache
def of_empty(column: str) -> Any:
    """What a column reads from an empty cell; most cells of a table are empty."""
    return CELLS[column]("", "")


def _check_terms(row: Row) -> None:
    low, high = row.values.get("invest_min_eur"), row.values.get("invest_max_eur")
    if low is not None and high is not None and low > high:
        row.refuse("invest_min_eur", PinError("exchange.band_upside_down"))
    if row.values.get("seeks_eur") and (low or high):
        row.refuse("seeks_eur", PinError("exchange.invests_and_seeks"))


def refuse_doubles(rows: list[Row]) -> None:
    """Refuse every later row that names itself like an earlier one."""
    first: dict[str, int] = {}
    for row in rows:
        if row.external_id and first.setdefault(row.external_id, row.number) != row.number:
            row.refuse("external_id", PinError("exchange.double", row=first[row.external_id]))
