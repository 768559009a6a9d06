"""What a firm that states no need is likely to buy, judged by the trades that it offers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from matching.concepts import concepts
from matching.intents import IMPLIED
from matching.lexicon import trade_lexicon
from matching.parties import Party
from matching.statements import TRADE, ReadyStatement, statements_for
from matching.vocabulary import BUSINESS, FIRM_COUNTRY

MOST = 2
MACHINERY = "industrial machinery"
"""What every maker of things buys, beside what its trade names."""

_MAKERS = frozenset(map(str, range(10, 34)))  # NACE divisions of manufacturing
_SURE = 1.0


@cache
def supplies() -> dict[str, tuple[str, str]]:
    """Code of a trade to its NACE code and a text that names what such firms buy."""
    text = files("matching").joinpath("data/supplies.csv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";")
    known = {concept.code: concept for concept in concepts()}
    return {
        row["user"]: (
            known[row["user"]].nace[0],
            ", ".join(known[code].terms["en"][0][0] for code in row["suppliers"].split()),
        )
        for row in rows
    }


def trades_named(said: ReadyStatement, sure: float = _SURE) -> list[str]:
    """Codes of the concepts that a statement names with at least this weight, the surest first."""
    lexicon = trade_lexicon()
    found = sorted(lexicon.find(said.text, said.language).items(), key=lambda item: (-item[1], item[0]))
    return [lexicon.codes[column] for column, weight in found if weight >= sure]


def implied_needs(said: Sequence[ReadyStatement]) -> list[ReadyStatement]:
    """Needs that follow from the offers; none where a need is stated."""
    if any(s.direction == "need" for s in said):
        return []
    named = [code for s in said for code in trades_named(s) if code in supplies()]
    wanted = list(dict.fromkeys(supplies()[code] for code in named))[:MOST]
    wanted += [(sector, MACHINERY) for sector, _ in wanted[:1] if sector[:2] in _MAKERS]
    return [ReadyStatement(TRADE, "need", text, "en", IMPLIED, True, (sector,)) for sector, text in wanted]


def all_statements(party: Party, purpose: str) -> list[ReadyStatement]:
    """What the party says for a purpose and, for the business of a firm, what its trade implies."""
    said = statements_for(party, purpose)
    if purpose != BUSINESS or party.kind not in FIRM_COUNTRY:
        return said
    return said + implied_needs(said)
