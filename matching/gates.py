"""The gate of intents as columns beside the views: a need's row times an offer's row adds what the pair
costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.centring import Matrix
from matching.intents import NEED_CODES, OFFER_CODES, OPEN, gate_matrix
from matching.statements import ReadyStatement

GATE_WIDTH = len(OFFER_CODES)
INFERRED_FLOOR = -0.4
"""A guessed intent may cost this much at most: a wrong guess must not hide a partner."""


def need_row(intent: str, stated: bool) -> Matrix:
    """Costs of a need towards every intent of an offer, shape (len(OFFER_CODES),)."""
    gate = gate_matrix()
    row = gate[NEED_CODES.index(intent)]
    if stated:
        return np.asarray(row, dtype=np.float32)
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


def gate_columns(statements: Sequence[ReadyStatement]) -> Matrix:
    """The gate's columns for each statement, shape (n, len(OFFER_CODES))."""
    rows = [(need_row if s.direction == "need" else offer_row)(s.intent, s.stated) for s in statements]
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), GATE_WIDTH)
