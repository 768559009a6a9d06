"""From partners that were found to suggestions with scores and, once somebody asks for them, reasons."""

from __future__ import annotations

from collections.abc import Sequence

from matching.board import Board
from matching.explaining import Corner, explain
from matching.ranking import Found
from matching.scoring import Blend, chance
from matching.suggestions import Explain, Suggestion


def explained(mine: Board, theirs: Board, blend: Blend) -> Explain:
    """Reasons for pairs of two boards."""
    return lambda me, them: explain(Corner(mine, me), Corner(theirs, them), theirs.purpose, blend)


def suggestions(reasons: Explain | None, theirs: Board, me: int, found: Sequence[Found]) -> list[Suggestion]:
    """What is answered to the party of row `me`; without `reasons` there are none."""
    out = []
    for one in found:
        figures = round(chance(one.joined), 6), _direction(one.forward), _direction(one.backward)
        known = theirs.parties[one.row].id, *figures
        if reasons is None:
            out.append(Suggestion(*known))
        else:
            out.append(Suggestion.explained_later(known, (reasons, me, one.row)))
    return out


def _direction(log_odds: float) -> float | None:
    return None if log_odds != log_odds else round(chance(log_odds), 6)
