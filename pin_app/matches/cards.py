"""Cards as a page shows them: reasons as sentences, by side, with the statements they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pin_app.matches import adapter, queries, words
from pin_app.matches.queries import Card, Partner, Quote

MOST_QUOTES = 2
PROOFS = "decent_work_claims"


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence, the statements of the other side that it speaks of, and the own ones that they meet."""

    sentence: Markup
    quotes: list[Quote]
    own: list[Quote]


@dataclass(frozen=True, slots=True)
class Shown:
    """One partner on a page; `strength` is a name for styles and the words for it."""

    partner: Partner
    verdict: str
    score: float | None
    strength: tuple[str, Any] | None
    sides: list[tuple[Any, list[Point]]]


def present(cards: Sequence[Card]) -> list[Shown]:
    """Return cards ready to be shown; the statements of all of them are asked for at once."""
    cards = _with_claims_of_today(cards)
    reasons = [reason for card in cards for reason in _reasons(card)]
    stated = queries.quotes(number for reason in reasons for number in _statements(reason) if number)
    return [_shown(card, stated) for card in cards]


def _with_claims_of_today(cards: Sequence[Card]) -> list[Card]:
    """Name only proofs that stand today: one may have run out, or be under review, since the comparing."""
    standing = adapter.claims_of(card.partner.id for card in cards)
    return [card._replace(reasons=_true_today(card, standing.get(card.partner.id, ()))) for card in cards]


def _true_today(card: Card, standing: Sequence[str]) -> list[dict[str, Any]]:
    still = [reason for reason in card.reasons if reason["code"] != PROOFS]
    named = [claim for r in card.reasons if r["code"] == PROOFS for claim in r["facts"]["claims"]]
    claims = [claim for claim in named if claim in standing]
    return [*still, {"code": PROOFS, "facts": {"claims": claims}}] if claims else still


def missing(cards: Iterable[Card]) -> list[str]:
    """Return the codes of what would make the suggestions better, each once."""
    codes = (reason["code"] for card in cards for reason in _reasons(card))
    return list(dict.fromkeys(code for code in codes if code.startswith("missing_")))


def _shown(card: Card, stated: Mapping[int, Quote]) -> Shown:
    return Shown(
        partner=card.partner,
        verdict=card.verdict,
        score=card.score,
        strength=None if card.score is None else words.strength(card.score),
        sides=_sides(card, stated),
    )


def _sides(card: Card, stated: Mapping[int, Quote]) -> list[tuple[Any, list[Point]]]:
    """Reasons by side, in the order of the page; what is only missing has no side."""
    points: dict[str, dict[Markup, Point]] = {side: {} for side in words.SIDES}
    for reason in _reasons(card):
        if side := words.side(reason):
            _tell(points[side], reason, stated)
    return [(label, list(points[side].values())) for side, label in words.SIDES.items() if points[side]]


def _tell(points: dict[Markup, Point], reason: Mapping[str, Any], stated: Mapping[int, Quote]) -> None:
    """Add one point for each sentence; several pairs of statements under one sentence are its quotes."""
    sentence = words.sentence(reason)
    point = points.setdefault(sentence, Point(sentence, [], []))
    for quotes, number in zip((point.quotes, point.own), _statements(reason), strict=True):
        quote = stated.get(number or 0)
        if quote is not None and quote not in quotes and len(quotes) < MOST_QUOTES:
            quotes.append(quote)


def _reasons(card: Card) -> list[dict[str, Any]]:
    """Reasons that have words; a code of a newer engine is passed over."""
    return [reason for reason in card.reasons if reason["code"] in words.SENTENCES]


def _statements(reason: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """The numbers of their statement and of the own one."""
    return reason["facts"].get("their_statement"), reason["facts"].get("my_statement")
