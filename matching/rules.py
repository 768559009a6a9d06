"""The hard rules: which two parties are never suggested to each other, each rule with a name."""

from __future__ import annotations

from collections.abc import Callable

from matching.parties import Party
from matching.vocabulary import BUSINESS, FIRM_COUNTRY, INVESTMENT, PURPOSES

Rule = Callable[[Party, Party, str], bool]


def firm_country(party: Party) -> str | None:
    """Country of a firm (its own, else the one its kind implies); None for every other kind."""
    if party.kind not in FIRM_COUNTRY:
        return None
    return party.country or FIRM_COUNTRY[party.kind]


def invests(party: Party) -> bool:
    """Does the party offer money: by its terms, by its kind, or by a statement that says so?"""
    if party.investment is not None:
        return party.investment.direction == "invest"
    return party.kind == "investor" or any(
        s.intent == "invest" and s.direction == "offer" for s in party.statements
    )


def seeks(party: Party) -> bool:
    """Does the party look for money: by its terms, or by a statement that says so?"""
    if party.investment is not None:
        return party.investment.direction == "seek"
    return any(s.intent == "seek_investment" and s.direction == "need" for s in party.statements)


def does_business(party: Party) -> bool:
    """Everyone but the pure investor takes part in business matches."""
    return party.kind != "investor"


def takes_part(party: Party, purpose: str) -> bool:
    """Whether the party is compared for a purpose at all."""
    if purpose == BUSINESS:
        return does_business(party)
    return purpose == INVESTMENT and (invests(party) or seeks(party))


def _oneself(a: Party, b: Party, purpose: str) -> bool:
    return a.id == b.id


def _same_owner(a: Party, b: Party, purpose: str) -> bool:
    return bool(a.owner) and a.owner == b.owner


def _firms_of_one_country(a: Party, b: Party, purpose: str) -> bool:
    return firm_country(a) is not None and firm_country(a) == firm_country(b)


def _investor_in_business(a: Party, b: Party, purpose: str) -> bool:
    return purpose == BUSINESS and not (does_business(a) and does_business(b))


def _nobody_invests_and_seeks(a: Party, b: Party, purpose: str) -> bool:
    return purpose == INVESTMENT and not ((invests(a) and seeks(b)) or (seeks(a) and invests(b)))


RULES: dict[str, Rule] = {
    "oneself": _oneself,
    "same_owner": _same_owner,
    "firms_of_one_country": _firms_of_one_country,
    "investor_in_business": _investor_in_business,
    "nobody_invests_and_seeks": _nobody_invests_and_seeks,
}
"""Every hard rule by name, in the order in which they are asked; a rule that answers True excludes."""


def check_purpose(purpose: str) -> str:
    """Return `purpose` if the engine knows it, else raise a ValueError."""
    if purpose not in PURPOSES:
        raise ValueError(f"purpose {purpose!r} is none of {', '.join(PURPOSES)}")
    return purpose


def explain_exclusion(a: Party, b: Party, purpose: str = BUSINESS) -> str | None:
    """Name of the first rule that keeps `a` and `b` apart for `purpose`, or None where they may meet."""
    check_purpose(purpose)
    return next((name for name, excludes in RULES.items() if excludes(a, b, purpose)), None)
