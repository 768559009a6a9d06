"""A list as it was found: its rows, where its headings are, and lines that somebody pasted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pin_app.attendees.incoming import headings
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text
from pin_app.spreadsheets.reading import SEPARATORS, Opened, opened

MOST_PEOPLE = 5_000
MOST_COLUMNS = 100
MOST_PASTED = 100_000  # characters
MOST_NAMED = 20  # sheets that are not read
LOOKED_AT = 25  # rows among which headings are looked for
_LETTER = re.compile(r"(?P<name>[^<>]{0,200})<(?P<email>[^<>\s]{3,320})>\s*[,;]?")


@dataclass(slots=True)
class Grid:
    """Rows of cells, the first being row 1; `head` is the row of the headings, 0 where there are none."""

    rows: list[list[str]]
    head: int
    form: str = "lines"
    encoding: str = ""
    separator: str = ""
    digest: str = ""
    calculated: list[int] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # sheets that are not read

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def heads(self) -> list[str]:
        """The heading of each column, empty where there is none."""
        found = self.rows[self.head - 1] if self.head else []
        return [clean_line(cell)[:120] for cell in found] + [""] * (self.width - len(found))

    def lines(self) -> list[tuple[int, list[str]]]:
        """The rows below the headings that say something, with their numbers; headings may come again."""
        head = self.rows[self.head - 1] if self.head else None
        below = enumerate(self.rows[self.head :], start=self.head + 1)
        return [(number, row) for number, row in below if any(map(str.strip, row)) and row != head]

    def column(self, place: int, most: int = 200) -> list[str]:
        """The first cells of a column that say something."""
        cells = (row[place].strip() for _number, row in self.lines() if place < len(row))
        return [cell for cell, _count in zip((cell for cell in cells if cell), range(most), strict=False)]


def read(content: bytes, pasted: bool = False, head: int | None = None) -> Grid:
    """Read a list that was sent or pasted; without `head` the headings are looked for."""
    if pasted:
        found = Grid(_pasted(content.decode("utf-8", "replace")), 0)
    else:
        file: Opened = opened(content, usual_separator)
        rows = file.whole()
        found = Grid(rows, 0, file.form, file.encoding, file.separator, file.digest, sorted(file.calculated))
        found.others = [clean_line(name)[:31] for name in file.others[:MOST_NAMED]]
    if found.width > MOST_COLUMNS:
        raise PinError("spreadsheets.too_many_columns", most=MOST_COLUMNS)
    found.head = min(head, len(found.rows)) if head is not None else head_of(found.rows)
    if len(found.lines()) > MOST_PEOPLE:
        raise PinError("spreadsheets.too_many_rows", most=MOST_PEOPLE)
    return found


def head_of(rows: Sequence[Sequence[str]]) -> int:
    """The row of the headings: the one with most names of columns, as titles may stand above; 0 for none."""
    scores = [_score(row) for row in rows[:LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) + 1 if best else 0


def usual_separator(text: str) -> str:
    """The sign by which most of the first lines fall into the same number of cells."""
    start = text[:60_000]
    return max(SEPARATORS, key=lambda sign: _evenness(start, sign))


def place_of(column: int, row: int) -> str:
    """The name of a cell as spreadsheets have it, such as C14."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def _score(row: Sequence[str]) -> int:
    """How many different columns a row names; a long text or an address is no heading."""
    cells = [cell for cell in row if cell.strip()]
    if any("@" in cell or len(cell) > 300 for cell in cells):
        return 0
    named = {found for cell in cells if (found := headings.target_of(cell))}
    return len(named) if len(named) > 1 or len(cells) == 1 == len(row) else 0


def _evenness(text: str, sign: str) -> tuple[int, int]:
    try:
        rows = [
            row
            for row, _ in zip(
                csv.reader(io.StringIO(text, newline=""), delimiter=sign), range(40), strict=False
            )
        ]
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return count, width


def _pasted(text: str) -> list[list[str]]:
    """Rows of lines that were typed or copied: cells apart by a separator, or `Name <address>`."""
    if len(text) > MOST_PASTED:
        raise PinError("attendees.too_much_pasted", most=MOST_PASTED)
    lines = clean_text(text).split("\n")
    if not any(line.strip() for line in lines):
        raise PinError("attendees.nothing_sent")
    sign = "\t" if any("\t" in line for line in lines) else usual_separator("\n".join(lines))
    return [_cells(line, sign) for line in lines]


def _cells(line: str, sign: str) -> list[str]:
    letter = _LETTER.fullmatch(line.strip())
    if letter:
        return [letter["name"].strip(' "\t'), letter["email"]]
    try:
        return next(csv.reader([line], delimiter=sign, skipinitialspace=True), [])
    except csv.Error:
        return [line]
