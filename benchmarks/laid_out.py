"""A matcher of very many invented parties whose texts need not be read one by one.

Each invented text is a sentence of the lexicon with a number. The sentences are read, learned from and turned
into vectors by the engine; a text has the vector of its sentence, and in the encoder's columns a random part
of its own. From there on all is the engine's: sides, cells, shelves, answers, changes, saving.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from benchmarks.engine_cost import RandomVectors, invented
from matching import Matcher, Party, Statement
from matching.board import in_order, make_board
from matching.cells import Cells
from matching.centring import Matrix, unit
from matching.implied import all_statements
from matching.sides import on_grid
from matching.statements import ReadyStatement
from matching.vocabulary import BUSINESS

OWN = 0.3
"""Length of a text's own part beside the encoder's part of its sentence."""
WIDTH = 384
_BARE = re.compile(r" \d+-\d+$")

Said = list[ReadyStatement]


class Sentences:
    """What the statements of a party come to, read once for each sentence, kind and direction."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._said: dict[tuple[str, tuple[Statement, ...]], Said] = {}
        self._vectors: dict[ReadyStatement, Matrix] = {}
        self._dice = np.random.default_rng(2)

    def said(self, party: Party) -> Said:
        """The ready statements of a party, without the numbers in its texts."""
        bare = tuple(replace(s, text=_BARE.sub("", s.text)) for s in party.statements)
        parts = []
        for alone in [bare] if len(bare) == 1 else [(s,) for s in bare]:
            known = self._said.get((party.kind, alone))
            if known is None:
                known = all_statements(replace(party, statements=alone), BUSINESS)
                self._said[party.kind, alone] = known
            parts += known if len(bare) == 1 else known[:1]  # a stated need stands in for implied ones
        return parts

    def vectors(self, said: Sequence[Said]) -> Matrix:
        """One row for each statement, as `Meaning.vectors` makes them, each with a part of its own."""
        flat = [s for own in said for s in own]
        fresh = list(dict.fromkeys(s for s in flat if s not in self._vectors))
        if fresh:
            alone = [[s] for s in fresh]
            rows = self._matcher.meaning_.vectors(alone, self._matcher.meaning_.encodings(fresh))
            self._vectors.update(zip(fresh, rows, strict=True))
        out = np.stack([self._vectors[s] for s in flat])
        seen = out[:, -WIDTH:]
        lengths = np.linalg.norm(seen, axis=1, keepdims=True)
        own = self._dice.standard_normal(seen.shape, np.float32) * np.float32(OWN / np.sqrt(WIDTH))
        out[:, -WIDTH:] = unit(seen + lengths * own) * lengths
        return on_grid(out)


def laid_out(count: int, encoder: RandomVectors) -> Matcher:
    """The matcher, its business board laid out and indexed; offers and needs to buy have no context."""
    parties = in_order(invented(count))
    matcher = Matcher(encoder, index="approximate").fit(parties[:: max(1, count // 5000)])
    sentences = Sentences(matcher)
    said = [sentences.said(party) for party in parties]
    board = make_board(parties, BUSINESS, said, sentences.vectors)
    matcher.cells_[BUSINESS] = Cells.of((board.needs, board.offers))
    matcher.boards_[BUSINESS] = board.put_in(matcher.cells_[BUSINESS])
    matcher.parties_ = {party.id: party for party in parties}
    return matcher
