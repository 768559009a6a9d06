"""Full text on two stores: folded words in, a table of hits with their distance out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import Float, Integer, Subquery, text

from matching import sectors
from matching.folding import words as folded_words
from matching.subjects import subjects
from pin_app.db import db

LONGEST_QUERY = 200
MOST_WORDS = 8
LONGEST_WORD = 40
MOST_INDEXED = 4_000
MOST_READ = 2_000
_URDU = "ءآابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے"  # the alphabet; by number letters come otherwise
_IN_ORDER = str.maketrans(_URDU, "".join(sorted(_URDU)))
NAME_WEIGHT = 10.0  # a word in the name counts this much of one in the text

_SQLITE = """
    SELECT rowid AS id, bm25({table}, :name_weight, 1.0) AS distance FROM {table} WHERE {table} MATCH :asked
"""
# Ranking all hits of a common word costs more than the page: the newest with it in the name, and the newest.
_SQLITE_NEWEST = """
    SELECT id, min(distance) AS distance FROM (
        SELECT * FROM (
            SELECT rowid AS id, bm25({table}, :name_weight, 1.0) AS distance FROM {table}
            WHERE {table} MATCH 'name_key: (' || :asked || ')' ORDER BY rowid DESC LIMIT :most
        ) UNION ALL SELECT * FROM (
            SELECT rowid AS id, bm25({table}, :name_weight, 1.0) AS distance FROM {table}
            WHERE {table} MATCH :asked ORDER BY rowid DESC LIMIT :most
        )
    ) GROUP BY id
"""
_POSTGRESQL = """
    SELECT profile_id AS id, -ts_rank(document, to_tsquery('simple', :asked)) AS distance
    FROM {table} WHERE document @@ to_tsquery('simple', :asked)
"""


def indexed(texts: Iterable[str], *folded: Iterable[str]) -> str:
    """Return the distinct folded words of texts, and words folded before, as they are kept for searching."""
    found = dict.fromkeys(word[:LONGEST_WORD] for part in texts for word in folded_words(part))
    found |= dict.fromkeys(word for words in folded for word in words)
    return " ".join(list(found)[:MOST_INDEXED])


def sortable(text: str) -> str:
    """Return folded words so that a store which compares letters by number has them by the alphabet.

    Letters of Urdu change places among themselves: what is in a text is also in its sortable form.
    """
    return text.translate(_IN_ORDER)


@cache
def sector_branch(code: str) -> tuple[str, ...]:
    """Return the section and the division of a sector, nothing for an unknown code."""
    return tuple(sector.code for sector in sectors.path(code) if sector.level <= 2)


@cache
def sector_words(code: str) -> tuple[str, ...]:
    """Return the folded words of what a sector is called in every language, and of its trade words.

    Its section is left out: "manufacturing" says too little.
    """
    path = sectors.path(code)
    labels = [label for sector in reversed(path) if sector.level > 1 for label in sector.labels.values()]
    terms = [term for sector in path[-1:] for terms in sector.keywords.values() for term in terms]
    return folded_once(*labels, *terms)


def folded_once(*texts: str) -> tuple[str, ...]:
    """Return the distinct folded words of texts, for those that do not change."""
    return tuple(indexed(texts).split())


def topics_of(text: str, language: str | None = None) -> dict[str, float]:
    """Return codes of what a text speaks of, the same in every language, with a weight in (0, 1]."""
    return subjects(text[:MOST_READ], language)


def asked_words(query: str) -> list[str]:
    """Return the folded words that a search is about; little words count only when there are no others."""
    typed = [word[:LONGEST_WORD] for word in folded_words(query[:LONGEST_QUERY])]
    telling = [word for word in typed if word not in sectors.common_words()]
    return list(dict.fromkeys(telling or typed))[:MOST_WORDS]


def hits(table: str, asked: Sequence[str], every: bool = True, most: int = 0) -> Subquery:
    """Return the rows (id, distance) of a search table with all or some words, the last as a beginning.

    With `most` only so many are ranked where the store is SQLite. The expression holds only letters and
    digits between our own quotes, so no input is syntax.
    """
    if db.engine.dialect.name == "postgresql":
        found = text(_POSTGRESQL.format(table=table)).bindparams(asked=_postgresql(asked, every))
    else:
        statement = (_SQLITE_NEWEST if most else _SQLITE).format(table=table)
        values = {"asked": _sqlite(asked, every), "name_weight": NAME_WEIGHT} | (
            {"most": most} if most else {}
        )
        found = text(statement).bindparams(**values)
    return found.columns(id=Integer, distance=Float).subquery("hits")


def _sqlite(asked: Sequence[str], every: bool) -> str:
    return (" AND " if every else " OR ").join(f'"{word}"' for word in asked) + "*"


def _postgresql(asked: Sequence[str], every: bool) -> str:
    return (" & " if every else " | ").join(f"'{word}'" for word in asked) + ":*"
