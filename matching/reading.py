"""Texts turned into the encoder's vectors in portions; what is said more than once is encoded once."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Sequence

from matching.centring import Matrix
from matching.implied import all_statements
from matching.meaning import Encodings, Meaning
from matching.parties import Party
from matching.rules import takes_part
from matching.statements import ReadyStatement
from matching.vocabulary import PURPOSES

_AT_ONCE = 4096


class Reading:
    """Asks the encoder for vectors and keeps those that will be needed again."""

    def __init__(self, meaning: Meaning, everything: Sequence[ReadyStatement] = ()) -> None:
        self._meaning = meaning
        times = Counter(s.text for s in everything)
        self._again = {text for text, count in times.items() if count > 1}
        self._kept: dict[str, Matrix] = {}

    def first(self, statements: Sequence[ReadyStatement]) -> Encodings:
        """Vectors of these statements, all of which are kept, in one block each portion."""
        for start in range(0, len(statements), _AT_ONCE):
            some = [s for s in statements[start : start + _AT_ONCE] if s.text not in self._kept]
            self._kept.update(self._meaning.encodings(some))
        return self._kept

    def encodings(self, statements: Sequence[ReadyStatement]) -> Encodings:
        """Vectors of these statements; an EncoderError where the encoder fails."""
        fresh = self._meaning.encodings([s for s in statements if s.text not in self._kept])
        if not fresh:
            return self._kept
        self._kept.update((text, row.copy()) for text, row in fresh.items() if text in self._again)
        return ChainMap(dict(fresh), self._kept)


def texts_of(parties: Iterable[Party]) -> list[str]:
    """The different texts of parties of which a matcher asks its encoder for vectors."""
    found = (
        s.text
        for party in parties
        for purpose in PURPOSES
        if takes_part(party, purpose)
        for s in all_statements(party, purpose)
    )
    return list(dict.fromkeys(found))
