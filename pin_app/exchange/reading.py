"""A table of profiles as it was found: the header under the contract's names, then its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.spreadsheets import reading

__all__ = ["MOST_MB", "Table", "read"]

MOST_MB = reading.MOST_MB


@dataclass(frozen=True, slots=True)
class Table:
    """A table as found: header, lines of text cells, the number of the first line, and how it was read."""

    header: list[str]
    lines: list[list[str]]
    form: str  # "XLSX", or "CSV"
    encoding: str = ""
    separator: str = ""
    first: int = 2
    digest: str = field(default="", repr=False)

    @property
    def samples(self) -> list[str]:
        """Some cells by which a person sees whether it was read right."""
        return reading.samples(self.lines)


def read(content: bytes) -> Table:
    """Read a CSV or XLSX file; raises PinError with the reason in words for what cannot be read."""
    found = reading.opened(content)
    return _table(
        found.rows, form=found.form, encoding=found.encoding, separator=found.separator, digest=found.digest
    )


def _table(rows: Iterable[list[str]], **how: Any) -> Table:
    header: list[str] = []
    lines: list[list[str]] = []
    first = 0
    for number, row in enumerate(rows, start=1):
        if header:
            lines.append(row)
        elif any(cell.strip() for cell in row):
            header, first = [_name(cell) for cell in row], number + 1
    while lines and not lines[-1]:
        lines.pop()
    if not header:
        raise PinError("spreadsheets.empty")
    return Table(header, lines, first=first, **how)


def _name(cell: str) -> str:
    """A column's name as the contract writes it: "External ID" is external_id."""
    return "_".join(clean_line(cell)[:80].casefold().replace("-", " ").split())
