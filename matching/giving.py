"""From candidates to lists given out: spread fairly, with spares, and with the figures of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from matching.board import Board
from matching.ranking import Found
from matching.scoring import chance
from matching.settings import PLAUSIBLE
from matching.spread import Fairness, fairness, share_out, with_spares

Lists = dict[int, list[Found]]
Capacity = bool | Literal["strict"]


def give_out(
    board: Board,
    found: Mapping[int, Sequence[Found]],
    floor: float,
    k: int,
    capacity: Capacity,
    shown: int | None,
) -> tuple[Lists, Fairness]:
    """The k partners of every row, of which the first `shown` are spread, and the figures of these.

    `found` holds the candidates of every row, best first; nothing below `floor` is given out.
    """
    ranked = {row: [one for one in some if chance(one.joined) >= floor] for row, some in found.items()}
    first = min(shown or k, k)
    given = plain = {row: some[:first] for row, some in ranked.items()}
    if capacity:
        capacities = {party.id: party.capacity for party in board.parties}
        kept = share_out(_scored(board, ranked), capacities, first, capacity == "strict")
        given = _as_found(board, ranked, kept)
    figures = fairness(
        _scored(board, plain), _scored(board, given), _can_be_shown(board, ranked), _nearly(found, ranked)
    )
    longer = with_spares(
        _scored(board, ranked), {p: [o for o, _ in s] for p, s in _scored(board, given).items()}, k
    )
    return _as_found(board, ranked, longer), figures


def _can_be_shown(board: Board, ranked: Lists) -> list[str]:
    """Ids of the parties that fit somebody and take introductions."""
    parties = (board.parties[row] for row, some in ranked.items() if some)
    return [party.id for party in parties if party.capacity != 0]


def _nearly(found: Mapping[int, Sequence[Found]], ranked: Lists) -> int:
    """How many have a plausible partner, and none at the floor."""
    return sum(
        bool(some) and not ranked[row] and chance(some[0].joined) >= PLAUSIBLE for row, some in found.items()
    )


def _scored(board: Board, lists: Mapping[int, Sequence[Found]]) -> dict[str, list[tuple[str, float]]]:
    return {
        board.parties[row].id: [(board.parties[one.row].id, chance(one.joined)) for one in some]
        for row, some in lists.items()
    }


def _as_found(board: Board, ranked: Lists, kept: Mapping[str, Sequence[str]]) -> Lists:
    """Chosen partners with their scores; one that stands only in the other's list is turned round."""
    rows = {party.id: row for row, party in enumerate(board.parties)}
    known = {row: {one.row: one for one in some} for row, some in ranked.items()}
    return {
        rows[party]: [_between(known, rows[party], rows[other]) for other in others]
        for party, others in kept.items()
    }


def _between(known: Mapping[int, Mapping[int, Found]], row: int, other: int) -> Found:
    own = known[row].get(other)
    if own is not None:
        return own
    theirs = known[other][row]
    return Found(row=other, joined=theirs.joined, forward=theirs.backward, backward=theirs.forward)
