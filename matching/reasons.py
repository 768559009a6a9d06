"""Reasons as codes and facts; the application turns each code into a sentence of its own languages.

`REASON_CODES` is the complete list: every reason that leaves the engine has one of these codes and exactly
the facts named beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Fact = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that speaks for a suggestion, or one thing that is missing for a better one."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


REASON_CODES: Final[dict[str, tuple[str, ...]]] = {
    # Why they are suggested. A statement is given by its place in the party and its text; strength is 0 to 1.
    "need_meets_offer": ("my_statement", "my_text", "their_statement", "their_text", "strength"),
    "offer_meets_need": ("my_statement", "my_text", "their_statement", "their_text", "strength"),
    "same_topic": ("concepts",),  # at most three codes of trades that both sides name clearly
    # They offer what firms of my trade usually buy, and I state no need; and the other way round. NACE codes.
    "their_sector_serves_mine": ("my_sector", "their_sector"),
    "my_sector_serves_theirs": ("my_sector", "their_sector"),
    "shared_sector": ("code", "level"),  # NACE Rev. 2 code and its level, 1 section to 4 class
    "home_district": ("district",),
    "invests_in_district": ("district",),  # a district that the investor names and the project lies in
    "same_region": ("region",),  # ISO 3166-2
    "common_languages": ("languages",),
    "ticket_overlap": ("min_eur", "max_eur"),
    "shared_instruments": ("instruments",),
    "shared_investment_sector": ("code", "level"),
    "jobs_expected": ("jobs",),
    "decent_work_claims": ("claims",),  # theirs, as "social_security:2", with a registration number or better
    # What speaks against it, or is missing to match better.
    "ticket_apart": ("invest_max_eur", "seek_min_eur"),
    "instruments_differ": ("invests", "seeks"),
    "district_differs": ("invests", "seeks"),
    "missing_need": (),  # I state no need: only half of the match can be judged
    "missing_offer": (),
    "missing_sectors": (),
    "missing_languages": (),
    "missing_home_district": (),
    "missing_investment_terms": (),
    "missing_ticket": (),
    "missing_instruments": (),
    "missing_market_here": (),  # I seek distributors only in countries that this network does not reach
    "missing_claims": (),  # a firm of which no decent-work claim stands on more than a pledge
    # Why there is nothing.
    "no_statement": (),
    "no_open_need": (),
    "no_open_offer": (),
    "nobody_offers_this": ("statement", "text"),
    "nobody_needs_this": ("statement", "text"),
    "only_same_country": ("country", "count"),
    "only_same_owner": ("count",),
    "not_for_investors": (),  # an investor takes part in investment matches only
    "not_in_this_purpose": ("purpose",),
    "nobody_in_this_purpose": ("purpose",),
    "only_weak_matches": ("best_score", "floor"),
    "partners_take_no_introductions": (),  # who fits has declared a capacity of 0
}
"""Reason code to the names of its facts."""
