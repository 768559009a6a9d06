"""What the parties of a board say, made ready again whenever it is asked for: only reasons need it."""

from __future__ import annotations

from collections.abc import Sequence

from matching.implied import all_statements
from matching.parties import Party
from matching.statements import ReadyStatement

_MOST_KEPT = 4096


class Said:
    """Row of a party on its board to its ready statements."""

    def __init__(self, parties: Sequence[Party], purpose: str) -> None:
        self._parties, self._purpose = parties, purpose
        self._kept: dict[int, list[ReadyStatement]] = {}

    def __getitem__(self, row: int) -> list[ReadyStatement]:
        known = self._kept.get(row)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[row] = all_statements(self._parties[row], self._purpose)
        return known
