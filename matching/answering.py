"""From partners that were found to suggestions with scores and, once somebody asks for them, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from matching.board import Board
from matching.centring import Matrix
from matching.explaining import Corner, explain
from matching.giving import Given
from matching.scoring import Blend, chances
from matching.suggestions import Explain, Suggestion, explained_later


def explained(mine: Board, theirs: Board, blend: Blend) -> Explain:
    """Reasons for pairs of two boards."""
    return lambda me, them: explain(Corner(mine, me), Corner(theirs, them), theirs.purpose, blend)


def suggestions(
    reasons: Explain | None, mine: Board, theirs: Board, given: Given
) -> Iterator[tuple[int, Suggestion]]:
    """The row of a party with each of its suggestions; without `reasons` there are none.

    A need that only follows from a trade counts in the score; that it is met is no figure of its own.
    """
    rows, partners = given.rows.tolist(), given.partners.tolist()
    forward = np.where(mine.needs.spoken[given.rows], given.forward, np.float32(np.nan))
    backward = np.where(theirs.needs.spoken[given.partners], given.backward, np.float32(np.nan))
    figures = map(_figures, (given.joined, forward, backward))
    for row, partner, score, forward, backward in zip(rows, partners, *figures, strict=True):
        name = theirs.parties[partner].id
        if reasons is None:
            yield row, Suggestion(name, score, forward, backward)
        else:
            yield row, explained_later(name, score, forward, backward, reasons, row, partner)


def _figures(log_odds: Matrix) -> list[Any]:
    """Log-odds as figures in [0, 1]; None for a direction that cannot be judged."""
    figures: list[Any] = np.round(chances(log_odds), 6).tolist()
    for place in np.flatnonzero(np.isnan(log_odds)).tolist():
        figures[place] = None
    return figures
