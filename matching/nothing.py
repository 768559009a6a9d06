"""Why a party gets no suggestion: honest codes instead of weak filler."""

from __future__ import annotations

from collections.abc import Sequence

from matching.markets import sells_elsewhere
from matching.parties import Party
from matching.reasons import Reason
from matching.rules import does_business, explain_exclusion, firm_country, invests, seeks
from matching.statements import ReadyStatement, statements_for
from matching.vocabulary import BUSINESS, INVESTMENT


def why_nothing(
    party: Party, others: Sequence[Party], purpose: str, best: float | None, floor: float
) -> tuple[Reason, ...]:
    """Codes on why `party` has no partner among `others`; `best` is the best score it could get, None if
    none."""
    if purpose == BUSINESS and not does_business(party):
        return (Reason("not_for_investors"),)
    if not any(explain_exclusion(party, other, purpose) is None for other in others):
        return _nobody_allowed(party, others, purpose)
    best = best or 0.0
    said = statements_for(party, purpose)
    if purpose == INVESTMENT:
        return () if best >= floor else (Reason("only_weak_matches", {"best_score": best, "floor": floor}),)
    return _unsaid(said) + (_unanswered(said, best, floor) if best < floor else ())


def _nobody_allowed(party: Party, others: Sequence[Party], purpose: str) -> tuple[Reason, ...]:
    rules = [explain_exclusion(party, other, purpose) for other in others if other.id != party.id]
    if rules and set(rules) == {"firms_of_one_country"}:
        facts = {"country": firm_country(party), "count": len(rules)}
        return (Reason("only_same_country", facts),)
    if rules and set(rules) == {"same_owner"}:
        return (Reason("only_same_owner", {"count": len(rules)}),)
    takes_part = purpose == BUSINESS or invests(party) or seeks(party)
    code = "nobody_in_this_purpose" if takes_part else "not_in_this_purpose"
    return (Reason(code, {"purpose": purpose}),)


def _unsaid(said: Sequence[ReadyStatement]) -> tuple[Reason, ...]:
    if not said:
        return (Reason("no_statement"),)
    directions = {s.direction for s in said}
    codes = [("need", "no_open_need"), ("offer", "no_open_offer")]
    unsaid = [code for direction, code in codes if direction not in directions]
    unsaid += ["missing_market_here"] if any(map(sells_elsewhere, said)) else []
    return tuple(map(Reason, unsaid))


def _unanswered(said: Sequence[ReadyStatement], best: float, floor: float) -> tuple[Reason, ...]:
    codes = {"need": "nobody_offers_this", "offer": "nobody_needs_this"}
    unmet = tuple(Reason(codes[s.direction], {"statement": s.place, "text": s.text}) for s in said)
    return (*unmet, Reason("only_weak_matches", {"best_score": best, "floor": floor}))
