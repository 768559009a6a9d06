"""How a workbook shows numbers: as a day, or with zeros in front, which the cell itself does not say."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from pin_app.spreadsheets.parts import Handler, Parts

MOST_LOOKS = 70_000  # a workbook of Excel has at most 65,490
DAY = "day"
DATES = frozenset((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)))  # numbers of the formats built in
ZEROS = re.compile(r"0{2,15}")
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # words, colours and spaces of a format
_LAST = 2_958_466  # 31 December 9999


class Looks(Handler):
    """The formats of numbers by the style that cells name: a day, zeros in front, or anything else."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.of_style: list[str] = []
        self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear a format or a style."""
        if tag == "numFmt" and len(self.formats) < MOST_LOOKS:
            self.formats[int(attributes.get("numFmtId", "-1"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self.inside = True
        elif tag == "xf" and self.inside and len(self.of_style) < MOST_LOOKS:
            self.of_style.append(self._look(int(attributes.get("numFmtId", "0"))))

    def end(self, tag: str) -> None:
        """Only the styles of cells count."""
        if tag == "cellXfs":
            self.inside = False

    def shown(self, text: str, style: str, since_1904: bool) -> str:
        """A number as the style shows it, a day as ISO 8601; as it is where the style says nothing."""
        look = self.of_style[int(style)] if style.isdigit() and int(style) < len(self.of_style) else ""
        if look == DAY:
            return _day(text, since_1904)
        return text.zfill(len(look)) if look and text.isdigit() else text

    def _look(self, number: int) -> str:
        code = self.formats.get(number, "")
        if ZEROS.fullmatch(code):
            return code
        bare = _ASIDE.sub("", code).casefold().partition(";")[0]
        return DAY if number in DATES or set("yd") & set(bare) else ""


def looks_of(parts: Parts, path: str) -> Looks:
    """Read the styles of a workbook."""
    found = Looks()
    if path in parts.names:
        for _ in parts.walk(path, found):
            pass
    return found


def _day(text: str, since_1904: bool) -> str:
    number = float(text or "nan") + (1_462 if since_1904 else 0)
    if not 61 <= number < _LAST:  # before March 1900 Excel counts a day that never was
        return text
    moment = datetime(1899, 12, 30) + timedelta(minutes=round(number * 1_440))
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ", "minutes")
