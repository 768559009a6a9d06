"""Who sells what I sell is a rival and does not solve the troubles of my trade, though both speak of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from matching.centring import Matrix
from matching.concepts import Concept, concepts
from matching.intents import OPEN
from matching.lexicon import trade_lexicon
from matching.statements import ReadyStatement

COST: Final = 0.6
"""What two makers of the very same goods lose where one of them seeks technology."""
_IN_OFFERS = 0.5  # the length of an offer's row; the rest of the cost stands in the need's
_SURE = 1.0
_SELLING = frozenset({"sell", OPEN})
_LAST_OF_MAKING = 32
_MACHINES = 28
# Machines, repair, water and waste, software, consultants, engineers, tests, research: what solves troubles.
_SOLVING = ("28", "33", "37", "38", "39", "62", "70.22", "71.12", "71.20", "72", "26.51")


@cache
def _goods() -> frozenset[int]:
    """Columns of concepts that are grown or made, and are no machines."""
    return frozenset(n for n, concept in enumerate(concepts()) if _is_good(concept)) - _solutions()


@cache
def _solutions() -> frozenset[int]:
    """Columns of concepts that solve troubles of other trades."""
    listed = enumerate(concepts())
    return frozenset(column for column, concept in listed if concept.nace[0].startswith(_SOLVING))


def _is_good(concept: Concept) -> bool:
    division = int(concept.nace[0][:2])
    return concept.weight == 1.0 and division <= _LAST_OF_MAKING and division != _MACHINES


def width() -> int:
    """How many columns there are: one for each concept, nearly all of them zero."""
    return len(concepts())


def rival_columns(said: Sequence[Sequence[ReadyStatement]]) -> Matrix:
    """A row per statement of each party: a need's row times an offer's row is what rivals lose."""
    rows = np.zeros((sum(map(len, said)), width()), dtype=np.float32)
    place = 0
    for own in said:
        mine = sorted(set().union(*map(_goods_sold, own)))
        for s in own:
            if s.direction == "need" and s.intent == "technology":
                rows[place, mine] = _lengthened(-COST / _IN_OFFERS, mine)
            elif goods := _bare_goods(s):
                rows[place, goods] = _lengthened(_IN_OFFERS, goods)
            place += 1
    return rows


def _lengthened(length: float, columns: Sequence[int]) -> float:
    return length / math.sqrt(max(len(columns), 1))


def _sure(said: ReadyStatement) -> set[int]:
    found = trade_lexicon().find(said.text, said.language)
    return {column for column, weight in found.items() if weight >= _SURE}


def _goods_sold(said: ReadyStatement) -> set[int]:
    sells = said.direction == "offer" and said.intent in _SELLING
    return _sure(said) & _goods() if sells else set()


def _bare_goods(said: ReadyStatement) -> list[int]:
    """Goods that an offer names, none where it names what solves the troubles of a trade too."""
    return [] if _sure(said) & _solutions() else sorted(_goods_sold(said))
