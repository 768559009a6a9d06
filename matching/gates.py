"""The gate of intents as columns beside the views: a need's row times an offer's row adds what the pair
costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.centring import Matrix
from matching.intents import NEED_CODES, OFFER_CODES, OPEN, gate_matrix
from matching.markets import sells_elsewhere
from matching.statements import ReadyStatement

GATE_WIDTH = len(OFFER_CODES)
INFERRED_FLOOR = -0.4
"""A guessed intent may cost this much at most: a wrong guess must not hide a partner."""
DISTRIBUTION_FLOOR = -0.6
"""The same for a guessed need of distributors: the words for them are seldom mistaken, and what two makers
say of one good is so alike that less would bring them together."""
ELSEWHERE = 0.3
"""What a need for distributors costs that names only countries which this network does not reach."""


def need_row(intent: str, stated: bool) -> Matrix:
    """Costs of a need towards every intent of an offer, shape (len(OFFER_CODES),)."""
    gate = gate_matrix()
    row = gate[NEED_CODES.index(intent)]
    if stated:
        return np.asarray(row, dtype=np.float32)
    if intent == "be_distributed":
        return np.asarray(np.maximum(row, DISTRIBUTION_FLOOR), dtype=np.float32)
    opened = gate[NEED_CODES.index(OPEN)]
    return np.asarray(
        (np.maximum(row, INFERRED_FLOOR) + np.maximum(opened, INFERRED_FLOOR)) / 2, dtype=np.float32
    )


def offer_row(intent: str, stated: bool) -> Matrix:
    """Membership of an offer in the intents, shape (len(OFFER_CODES),); a guess counts half as an open
    one."""
    row = np.zeros(len(OFFER_CODES), dtype=np.float32)
    row[OFFER_CODES.index(intent)] += 1.0 if stated else 0.5
    row[OFFER_CODES.index(OPEN)] += 0.0 if stated else 0.5
    return row


def _need(said: ReadyStatement) -> Matrix:
    """An offer's row adds up to one, so that what is taken from every entry is taken from every pair."""
    row = need_row(said.intent, said.stated)
    return np.asarray(row - np.float32(ELSEWHERE)) if sells_elsewhere(said) else row


def gate_columns(statements: Sequence[ReadyStatement]) -> Matrix:
    """The gate's columns for each statement, shape (n, len(OFFER_CODES))."""
    rows = [_need(s) if s.direction == "need" else offer_row(s.intent, s.stated) for s in statements]
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), GATE_WIDTH)
