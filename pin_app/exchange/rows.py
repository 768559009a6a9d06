"""From a table's cells to checked rows, with every fault named by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pin_app.errors import PinError
from pin_app.exchange.columns import CELLS, COLUMNS, REQUIRED
from pin_app.places import COUNTRIES

TERMS = (
    "invest_min_eur",
    "invest_max_eur",
    "invest_instruments",
    "seeks_eur",
    "use_of_funds",
    "jobs_expected",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell: the column and the refusal, whose text is in the reader's language."""

    column: str
    refusal: PinError


@dataclass(slots=True)
class Row:
    """One line of the table: its number in the file (the header is 1), values by column, faults."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    outcome: str = "refused"

    @property
    def external_id(self) -> str:
        """The sender's name of the row, empty where it could not be read."""
        return str(self.values.get("external_id", ""))


def missing_columns(header: list[str]) -> list[str]:
    """Required columns that a header lacks."""
    return [name for name in REQUIRED if name not in header]


def unknown_columns(header: list[str]) -> list[str]:
    """Columns of a header that PIN does not know; they are ignored and reported."""
    return [name for name in header if name and name not in COLUMNS]


def check(number: int, cells: Mapping[str, str]) -> Row:
    """Read one line of cells into a row."""
    row = Row(number)
    of_country = cells.get("country", "").strip().upper()
    for column, cell in cells.items():
        if column in CELLS:
            _read(row, column, cell, of_country if of_country in COUNTRIES else "")
    _check_terms(row)
    return row


def _read(row: Row, column: str, cell: str, of_country: str) -> None:
    try:
        row.values[column] = CELLS[column](cell, of_country)
    except PinError as refusal:
        row.faults.append(Fault(column, refusal))


def _check_terms(row: Row) -> None:
    low, high = row.values.get("invest_min_eur"), row.values.get("invest_max_eur")
    if low is not None and high is not None and low > high:
        row.faults.append(Fault("invest_min_eur", PinError("exchange.band_upside_down")))
    if row.values.get("seeks_eur") and (low or high):
        row.faults.append(Fault("seeks_eur", PinError("exchange.invests_and_seeks")))


def refuse_doubles(rows: list[Row]) -> None:
    """Refuse every later row that names itself like an earlier one."""
    first: dict[str, int] = {}
    for row in rows:
        if row.external_id and first.setdefault(row.external_id, row.number) != row.number:
            fault = PinError("exchange.double", row=first[row.external_id])
            row.faults.append(Fault("external_id", fault))
