"""Which meetings of the previous plan can still stand, beside each other and the locks."""

from __future__ import annotations

import numpy as np

from matching.scheduling.aim import Aim
from matching.scheduling.board import Board, Ints
from matching.scheduling.greedy import begin
from matching.scheduling.model import make_model
from matching.scheduling.remaking import solve

_SECONDS = 10.0


def what_stands(board: Board) -> Ints:
    """The slot in which each pair stood and can stay, or -1: as many as possible, the best of them."""
    state = begin(board)
    if not board.slots:
        return np.full(len(board.before), -1, dtype=np.int64)
    able = (
        board.allowed[np.arange(len(board.before)), board.before] & (board.before >= 0) & (board.locked == -1)
    )
    standing = np.full(len(board.before), -1, dtype=np.int64)
    pairs = np.flatnonzero(able)
    for pair in pairs[np.argsort(-board.value[pairs], kind="stable")].tolist():
        if state.fits(pair) >> int(board.before[pair]) & 1:
            state.put(pair, int(board.before[pair]))
            standing[pair] = board.before[pair]
    return standing if (standing >= 0).sum() == len(pairs) else _most(board, able, standing)


def _most(board: Board, able: np.ndarray, greedy: Ints) -> Ints:
    """The largest set that can stand together; the greedy one where HiGHS finds no larger."""
    nothing = np.zeros(board.people)
    none = np.full(len(able), -1, dtype=np.int64)
    worth = 1 + board.value / (1 + board.value.sum())
    aim = Aim(worth, none, 0.0, np.zeros(len(able), dtype=np.bool_), None, nothing)
    wanted = able[:, None] & (board.before[:, None] == np.arange(board.slots)[None, :])
    model = make_model(begin(board), aim, np.ones(len(able), dtype=np.bool_), wanted)
    if not len(model.pairs):  # the locks leave none of them a place
        return greedy
    chosen = solve(model, _SECONDS, nodes=1000, gap=0.0)
    if chosen is None or len(chosen) < (greedy >= 0).sum():
        return greedy
    none[model.pairs[chosen]] = model.slots[chosen]
    return none
