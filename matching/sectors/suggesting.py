"""Sectors that a statement speaks of: by the words of the classification, and by the trades that it names."""

from functools import cache

from matching.concepts import concepts
from matching.lexicon import trade_lexicon
from matching.sectors.finding import named_in
from matching.sectors.table import Sector, all_sectors, get
from matching.writing import find_language

LONGEST = 2000
_SECOND = 0.8  # a trade's first sector is where it is made or done, the others are near
_BRANCH = 0.3  # what a trade says of its whole division


def suggest(text: str, limit: int = 5) -> list[Sector]:
    """Return at most `limit` sectors for a text in any of the four writings, the likeliest first."""
    read = text[:LONGEST]
    by_words, by_trade = named_in(read), _by_trade(read)
    most = max(by_words.values(), default=1.0)
    divisions = {code[:2]: strength for code, strength in sorted(by_trade.items(), key=lambda item: item[1])}
    total = {
        code: by_words.get(code, 0.0) / most
        + by_trade.get(code, 0.0)
        + (0.0 if code in by_trade else _BRANCH * divisions.get(code[:2], 0.0))
        for code in {*by_words, *by_trade}
    }
    ranked = sorted(total, key=lambda code: (-total[code], code))
    return [all_sectors()[code] for code in ranked[:limit]]


def _by_trade(text: str) -> dict[str, float]:
    """Code -> how surely a trade is named that stands under it."""
    found: dict[str, float] = {}
    for column, strength in trade_lexicon().find(text, find_language(text)).items():
        for place, code in enumerate(_codes()[column]):
            found[code] = max(found.get(code, 0.0), strength * (_SECOND if place else 1.0))
    return found


@cache
def _codes() -> tuple[tuple[str, ...], ...]:
    """The sectors of each concept of the lexicon, as the table writes them."""
    return tuple(
        tuple(found.code for code in concept.nace if (found := get(code)) is not None)
        for concept in concepts()
    )
