"""What a text is about, as codes that a table can hold: for searching by meaning without vectors.

Trades and everyday words by the lexicons, in any of the four writings; plain Python. The same codes come out
of "ferri chirurgici" and of "جراحی کے آلات".
"""

from __future__ import annotations

from functools import lru_cache

from matching.everyday import everyday_lexicon
from matching.lexicon import trade_lexicon
from matching.normalise import clean
from matching.writing import find_language

LONGEST = 60
"""No code of `subjects` has more characters."""
_EVERYDAY = 0.5
_LEAST = 0.2


@lru_cache(maxsize=10_000)
def subjects(text: str, language: str | None = None) -> dict[str, float]:
    """Codes of what a text names, with a weight in (0, 1]; `language` is found out where it is not given."""
    read = clean(text)
    if not read:
        return {}
    writing = find_language(read, language if language in ("en", "it", "ur", "ur-Latn") else None)
    found: dict[str, float] = {}
    for kind, lexicon, share in (("t", trade_lexicon(), 1.0), ("e", everyday_lexicon(), _EVERYDAY)):
        for column, weight in lexicon.find(read, writing).items():
            if share * weight >= _LEAST:
                found[f"{kind}:{lexicon.codes[column]}"[:LONGEST]] = round(share * weight, 3)
    return found
