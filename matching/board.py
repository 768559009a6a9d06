"""The searchable state for one purpose: parties with their needs and offers as rows of figures, and their
traits, ordered so that those who may never meet stand together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from matching import taboos
from matching.cells import Cells, Shelves
from matching.centring import Matrix
from matching.gates import GATE_WIDTH
from matching.nature import Nature
from matching.parties import Party
from matching.said import Said
from matching.sides import Columns, Rows, Side, SideMaker
from matching.statements import ReadyStatement
from matching.traits import group_of

PORTION = 256

Vectors = Callable[[Sequence[Sequence[ReadyStatement]]], Matrix]
"""From what some parties say to one row for each statement."""


@dataclass(slots=True)
class Board:
    """Parties by group and, within a group, by id, with their two sides."""

    parties: list[Party]
    purpose: str
    columns: Columns
    needs: Side
    offers: Side
    nature: Nature
    groups: Rows
    statements: Said = field(init=False)
    shelves: Shelves | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.statements = Said(self.parties, self.purpose)

    def __len__(self) -> int:
        return len(self.parties)

    def put_in(self, cells: Cells) -> Board:
        """Number the cell of each row; returns the board."""
        for side in (self.needs, self.offers):
            side.cells = cells.numbers(side)
        return self

    def shelved(self, cells: Cells) -> Shelves:
        """The rows by cell, put in order when they are first asked for."""
        if self.shelves is None:
            self.shelves = Shelves.of(cells, self.needs, self.offers)
        return self.shelves

    def take(self, rows: Rows) -> Board:
        """The board of some parties, in that order."""
        return Board(
            [self.parties[i] for i in rows],
            self.purpose,
            self.columns,
            self.needs.take(rows),
            self.offers.take(rows),
            self.nature.take(rows),
            self.groups[rows],
        )

    def without(self, gone: Container[str]) -> Board:
        """The board less the parties of these ids."""
        rows = [row for row, party in enumerate(self.parties) if party.id not in gone]
        if len(rows) == len(self):
            return self
        return self._mixed(self.take(np.empty(0, dtype=np.int64)), np.array(rows, dtype=np.int64))

    def joined(self, other: Board) -> Board:
        """The parties of both boards, brought into order."""
        standing = list(zip(self.groups.tolist(), (party.id for party in self.parties), strict=True))
        fresh = zip(other.groups.tolist(), (party.id for party in other.parties), strict=True)
        places = [bisect_left(standing, one) for one in fresh]
        rows = np.insert(np.arange(len(self)), places, np.arange(len(self), len(self) + len(other)))
        return self._mixed(other, rows)

    def _mixed(self, other: Board, rows: Rows) -> Board:
        """A board of some parties, in that order, those of `other` numbered after all of this one."""
        parties = self.parties + other.parties
        return Board(
            [parties[row] for row in rows.tolist()],
            self.purpose,
            self.columns,
            self.needs.mixed(other.needs, rows),
            self.offers.mixed(other.offers, rows),
            Nature.chained([self.nature, other.nature]).take(rows),
            np.concatenate([self.groups, other.groups])[rows],
        )

    def segments(self) -> list[tuple[int, int]]:
        """First row and end of each group; whether two parties may meet depends on their groups alone, but
        for owners."""
        edges = np.flatnonzero(np.diff(self.groups)) + 1
        bounds = [0, *edges.tolist(), len(self)]
        return [(a, b) for a, b in pairwise(bounds) if a < b]

    def row_of(self, party: Party) -> int | None:
        """The row where a party of this id and group stands, if any."""
        group = group_of(party)
        first, end = np.searchsorted(self.groups, [group, group + 1]).tolist()
        row = bisect_left(self.parties, party.id, first, end, key=lambda known: known.id)
        return row if row < end and self.parties[row].id == party.id else None

    def ranks(self) -> Rows:
        """Place of each party when all ids are sorted."""
        ids = [party.id for party in self.parties]
        ranks = np.empty(len(ids), dtype=np.int64)
        ranks[np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)] = np.arange(len(ids))
        return ranks


def in_order(parties: Sequence[Party]) -> list[Party]:
    """The parties by group and id, as a board has them."""
    return sorted(parties, key=lambda party: (group_of(party), party.id))


def make_board(
    parties: Sequence[Party],
    purpose: str,
    said: Sequence[Sequence[ReadyStatement]],
    vectors: Vectors,
    columns: Columns | None = None,
) -> Board:
    """Lay out a board of parties that are in order; `vectors` is asked for rows in portions.

    Without `columns` the first portion decides which of them are kept in full.
    """
    first = vectors(said[:PORTION])
    columns = columns or Columns.of(first, GATE_WIDTH + taboos.WIDTH)
    makers = [SideMaker(said, direction, columns) for direction in ("need", "offer")]
    for start in range(0, len(parties), PORTION):
        portion = said[start : start + PORTION]
        rows = vectors(portion) if start else first
        for maker in makers:
            maker.put(start, portion, rows)
    groups = np.array([group_of(party) for party in parties], dtype=np.int64)
    needs, offers = (maker.side() for maker in makers)
    return Board(list(parties), purpose, columns, needs, offers, Nature.of(parties), groups)
