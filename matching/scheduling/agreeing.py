"""A timetable that the meetings agree upon by messages: who meets whom and when, all at the same time."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.sparse import csr_array

from matching.scheduling.aim import Aim
from matching.scheduling.board import Board, Ints
from matching.scheduling.bound import Bound, close, spread
from matching.scheduling.clock import Clock
from matching.scheduling.greedy import begin, fill
from matching.scheduling.messages import Messages
from matching.scheduling.model import OTHERS, Model, make_model
from matching.scheduling.state import State

ROUNDS: Final = 1000
"""Rounds of messages, at most."""
LOOKS: Final = 10
"""How often a timetable is read from what is believed so far."""
SHARE: Final = 0.2
"""The share of each belief that is added to its worth in the last round; none in the first."""
INERTIA: Final = 0.3
NOISE: Final = 0.01
"""Noise that tells apart slots that are equally good, as a share of how much the values of pairs differ."""
NEVER: Final = 1e6
"""More than any meeting is worth."""


def agree(state: State, aim: Aim, bound: Bound, clock: Clock, seed: int) -> Ints:
    """The slot of each pair, or -1, in the best timetable met with, this one or one that messages led to.

    Locked meetings stay. Where rounds are slow, fewer are made: no more than fit into half the time left.
    """
    board = state.board
    everything = np.ones(len(board.value), dtype=np.bool_)
    model = make_model(begin(board), aim, everything, close(board, bound)[:, None])
    talk = _messages(model, NOISE * spread(aim.base), seed)
    best, found = aim.worth(state), state
    begun, span, done, looks = clock.seconds(), max(clock.left() / 2, 1e-9), 0.0, 0
    for number in range(1, ROUNDS + 1):
        talk.exchange(SHARE * done, INERTIA)
        done = max(number / ROUNDS, min(1.0, (clock.seconds() - begun) / span))
        over = clock.over()
        if done * LOOKS >= looks + 1 or over:
            looks = int(done * LOOKS)
            read = _read(board, aim, model, talk)
            if aim.worth(read) > best:
                best, found = aim.worth(read), read
            clock.tell_of("search", found)
        if over or done >= 1:
            break
    return np.array(found.slot_of, dtype=np.int64)


def _messages(model: Model, noise: float, seed: int) -> Messages:
    """Messages about the meetings of a model, under all its limits but those on changes."""
    count, held = len(model.pairs), model.sorts != OTHERS
    worth = model.gain[:count] + noise * np.random.default_rng(seed).standard_normal(count)
    worth[csr_array(model.matrix[held & (model.most < 1)][:, :count]).indices] = -NEVER
    rows = np.flatnonzero(held & (model.most >= 1))
    matrix = csr_array(model.matrix[rows][:, :count])
    return Messages(worth, matrix, model.most[rows], model.sorts[rows])


def _read(board: Board, aim: Aim, model: Model, talk: Messages) -> State:
    """The timetable of what is believed in, the surest first, filled with what else fits."""
    state = begin(board)
    surest = np.argsort(-talk.belief, kind="stable")
    surest = surest[talk.belief[surest] > 0]
    for pair, slot in zip(model.pairs[surest].tolist(), model.slots[surest].tolist(), strict=True):
        if state.fits(pair) >> slot & 1:
            state.put(pair, slot)
    fill(state, aim)
    return state
