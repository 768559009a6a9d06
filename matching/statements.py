"""Statements made ready for comparing: cleaned, with writing, role and intent found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matching.intents import OPEN, intent_of
from matching.normalise import clean
from matching.parties import InvestmentTerms, Party, Statement
from matching.rules import does_business
from matching.vocabulary import BUSINESS, FIRM_COUNTRY, INVESTMENT_INTENTS, LANGUAGES
from matching.writing import find_language

TERMS = -1
"""The place given to a statement that was made from investment terms and stands nowhere in the party."""
TRADE = -2
"""The place given to a need that follows from the party's trade."""


@dataclass(frozen=True, slots=True)
class ReadyStatement:
    """A statement as the views see it; `place` is its index in the party, `stated` whether the intent was
    given."""

    place: int
    direction: str
    text: str
    language: str
    intent: str
    stated: bool
    sectors: tuple[str, ...]


def ready(statement: Statement, place: int, sectors: Sequence[str]) -> ReadyStatement:
    """The statement cleaned, with language and intent; `sectors` are the party's, used where it names
    none."""
    text = clean(statement.text)
    intent = intent_of(statement)
    language = find_language(text, statement.language if statement.language in LANGUAGES else None)
    own = tuple(statement.sectors) or tuple(sectors)
    return ReadyStatement(place, statement.direction, text, language, intent, intent == statement.intent, own)


def free_text(text: str) -> list[ReadyStatement]:
    """A cleaned text that is neither need nor offer, read as both."""
    language = find_language(text)
    return [ReadyStatement(0, role, text, language, OPEN, False, ()) for role in ("need", "offer")]


def _from_terms(terms: InvestmentTerms) -> ReadyStatement:
    text = clean(terms.purpose or "")
    direction, intent = ("offer", "invest") if terms.direction == "invest" else ("need", "seek_investment")
    return ReadyStatement(TERMS, direction, text, find_language(text), intent, True, tuple(terms.sectors))


def _all_ready(party: Party) -> list[ReadyStatement]:
    everything = (ready(s, place, party.sectors) for place, s in enumerate(party.statements))
    said = [s for s in everything if s.text]
    return [_sold(s) for s in said] if party.kind in FIRM_COUNTRY else said


def _sold(said: ReadyStatement) -> ReadyStatement:
    """What a firm offers, without a word on how, it most likely sells."""
    return replace(said, intent="sell") if said.direction == "offer" and said.intent == OPEN else said


def business_statements(party: Party) -> list[ReadyStatement]:
    """What the party says for business: everything but its statements on money."""
    if not does_business(party):
        return []
    return [s for s in _all_ready(party) if not (s.stated and s.intent in INVESTMENT_INTENTS)]


def investment_statements(party: Party) -> list[ReadyStatement]:
    """What the party says on money; where it says nothing, the purpose of its terms."""
    all_ready = _all_ready(party)
    found = [s for s in all_ready if s.intent in INVESTMENT_INTENTS]
    if party.investment is None:
        by_kind = [s for s in all_ready if s.direction == "offer"] if party.kind == "investor" else []
        return found or by_kind
    wanted = "offer" if party.investment.direction == "invest" else "need"
    found = [s for s in found if s.direction == wanted]
    if party.investment.purpose and clean(party.investment.purpose):
        found.append(_from_terms(party.investment))
    return found or [s for s in all_ready if s.direction == wanted]


def statements_for(party: Party, purpose: str) -> list[ReadyStatement]:
    """The ready statements of a party for `business` or `investment`."""
    return business_statements(party) if purpose == BUSINESS else investment_statements(party)
