"""Which trades a text names so clearly that people may be told of them.

The lexicon serves likeness and may err on the side of finding: scissors speak of a barber as of a surgeon.
What is said to people must hold, so a topic counts only by a term of the text's own writing, letter by
letter, that stands high in the concept's list or is a phrase, and that names no other trade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from matching.concepts import Concept, concepts
from matching.folding import words
from matching.implied import trades_named
from matching.lexicon import Lexicon
from matching.statements import TRADE, ReadyStatement

MOST = 3
"""So many topics are named at most."""
_CENTRAL = 4
"""So many terms at the head of a list say the same as the concept's name."""


class ExactLexicon(Lexicon):
    """A lexicon that takes words as they are written, and knows of no endings but an English plural."""

    def _add(self, column: int, writing: str, term: str, weight: float) -> None:
        if term.endswith("*"):
            super()._add(column, writing, term, weight)
        else:
            self._add_phrase(tuple(_exact(word, writing) for word in words(term)), column, weight)

    def _keys(self, token: str, language: str) -> list[str]:
        return [_exact(token, language)]


def _exact(word: str, writing: str) -> str:
    plural = writing == "en" and len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return "=" + (word[:-1] if plural else word)


def _full(concept: Concept, writing: str) -> list[str]:
    return [term for term, weight in concept.terms[writing] if weight >= 1.0]


@cache
def _shared_terms(writing: str) -> frozenset[str]:
    """Terms that stand for more than one concept."""
    counts = Counter(term for concept in concepts() for term in set(_full(concept, writing)))
    return frozenset(term for term, count in counts.items() if count > 1)


def _telling(concept: Concept, writing: str) -> tuple[tuple[str, float], ...]:
    """Terms of a writing that tell this concept for sure; none of a role or generality."""
    if concept.weight < 1.0:
        return ()
    full = _full(concept, writing)
    return tuple(
        (term, 1.0)
        for place, term in enumerate(full)
        if (place < _CENTRAL or len(words(term)) > 1) and term not in _shared_terms(writing)
    )


@cache
def _strict_lexicon(writing: str) -> Lexicon:
    listed = concepts()
    return ExactLexicon([Concept(c.code, c.nace, c.weight, {writing: _telling(c, writing)}) for c in listed])


@lru_cache(maxsize=100_000)
def topics_of(said: ReadyStatement) -> tuple[str, ...]:
    """Codes of the trades that a statement names beyond doubt, in the order of its words."""
    strict, known = _strict_lexicon(said.language), set(trades_named(said))
    found = (strict.codes[column] for column in strict.find(said.text, said.language))
    return tuple(code for code in found if code in known)


def shared_topics(needs: Iterable[ReadyStatement], offers: Iterable[ReadyStatement]) -> tuple[str, ...]:
    """The first few topics of the needs that the offers name too."""
    offered = {code for said in offers for code in topics_of(said)}
    wanted = dict.fromkeys(code for said in needs if said.place != TRADE for code in topics_of(said))
    return tuple(code for code in wanted if code in offered)[:MOST]
