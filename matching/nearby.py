"""Whom to compare a party with where there are too many to compare it with all: those who lie near or name
the same."""

from __future__ import annotations

import numpy as np

from matching.board import Board
from matching.cells import Cells, Shelf
from matching.centring import Matrix
from matching.ranking import Ranked, rank_guest
from matching.scoring import Blend, groups_meet, structure
from matching.sides import Flags, Rows, Side, figures, products

PROBED = 32
"""So many cells are looked at for each statement."""
NAMED = 8_000
"""So many rows at most are looked at because they name the same, wherever they lie."""
WIDER = 20
LEAST = 2_000
"""The likeliest parties each way are compared exactly: `WIDER` times k of them, and `LEAST` at least."""


def rank_nearby(guest: Board, board: Board, cells: Cells, k: int, purpose: str, blend: Blend) -> Ranked:
    """As `rank_guest`, among parties with statements in the cells nearest to those of the guest.

    Scores are exact; what may be missed is a partner none of whose statements lies near.
    """
    shelves, allowed, many = board.shelved(cells), _allowed(guest, board, purpose), max(LEAST, WIDER * k)
    unheard = _unheard(guest, board, allowed)
    found = [unheard[_first(structure(guest.nature, board.nature.take(unheard), purpose, blend), many)]]
    for mine, theirs, shelf in (
        (guest.needs, board.offers, shelves.offers),
        (guest.offers, board.needs, shelves.needs),
    ):
        rows = _rows_near(mine, theirs, shelf, cells, allowed)
        odds = _likeness(mine, theirs, rows) / np.float32(blend.spread)
        owners = shelf.owners[rows]
        odds += structure(guest.nature, board.nature.take(owners), purpose, blend)
        found.append(owners[_first(odds, many)])
    rows = np.unique(np.concatenate(found))
    best = rank_guest(guest, board.take(rows), k, purpose, blend)
    return Ranked(rows[best.rows].astype(np.int32), best.joined, best.forward, best.backward)


def _allowed(guest: Board, board: Board, purpose: str) -> Flags:
    """Parties whose group may meet the guest."""
    allowed = np.zeros(len(board), dtype=np.bool_)
    for first, end in board.segments():
        allowed[first:end] = groups_meet(guest.nature, board.nature.take(slice(first, first + 1)), purpose)
    return allowed


def _unheard(guest: Board, board: Board, allowed: Flags) -> Rows:
    """Parties with whom neither what the guest needs nor what it offers can be compared: only structure
    speaks, and that is in no cell."""
    heard = np.zeros(len(board), dtype=np.bool_)
    if guest.needs.stated[0]:
        heard |= board.offers.stated
    if guest.offers.stated[0]:
        heard |= board.needs.stated
    return np.flatnonzero(allowed & ~heard)


def _first(odds: Matrix, many: int) -> Rows:
    """Where the highest are; of equals those that stand first."""
    if many >= len(odds):
        return np.arange(len(odds))
    edge = np.partition(odds, len(odds) - many)[len(odds) - many]
    better, equal = np.flatnonzero(odds > edge), np.flatnonzero(odds == edge)
    return np.concatenate([better, equal[: many - len(better)]])


def _rows_near(mine: Side, theirs: Side, shelf: Shelf, cells: Cells, allowed: Flags) -> Rows:
    """Rows in the cells nearest to those of the guest, of parties that it may meet and that say something."""
    if not mine.stated[0]:
        return np.empty(0, dtype=np.int64)
    named = [shelf.naming_same(row, NAMED) for row in mine.listed.toarray()]
    rows: Rows = np.unique(np.concatenate([shelf.inside(np.unique(cells.nearest(mine, PROBED))), *named]))
    owners = shelf.owners[rows]
    near: Rows = rows[allowed[owners] & theirs.stated[owners]]
    return near


def _likeness(mine: Side, theirs: Side, rows: Rows) -> Matrix:
    """Best likeness of any row of the guest with each of some rows."""
    likeness = products(theirs.full[rows], figures(mine.full))
    likeness += theirs.listed[rows] @ mine.listed.toarray().T
    return np.asarray(likeness.max(axis=1))
