"""What the engine's codes say to people: why two parties fit, why there is nobody yet, how well they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from pin_app import places, sectors
from pin_app.claims.catalogue import Level
from pin_app.claims.words import LEVELS, TITLES
from pin_app.errors import sentences
from pin_app.i18n import language, ltr
from pin_app.matches.adapter import concept_name
from pin_app.matches.services import REASONS as REFUSALS
from pin_app.profiles.words import INSTRUMENTS, spoken

SIDES = {
    "mine": _l("For you"),
    "theirs": _l("For them"),
    "both": _l("What you share"),
    "against": _l("To keep in mind"),
}
STRENGTHS = (
    (0.8, "strong", _l("A strong fit")),
    (0.6, "good", _l("A good fit")),
    (0.0, "possible", _l("A possible fit")),
)
PURPOSES = {"business": _l("Business"), "investment": _l("Investment")}
VIEWS = {
    "suggested": _l("Suggestions"),
    "saved": _l("Saved"),
    "interested": _l("Interested in you"),
    "hidden": _l("Put aside"),
}
VERDICTS = {
    "interested": _l("You are interested"),
    "saved": _l("You saved this"),
    "not_now": _l("Not now"),
    "not_for_me": _l("Not for you"),
}
WHY_NOT = {
    "other_trade": _l("It is another trade"),
    "too_far": _l("It is too far away"),
    "too_small": _l("They are too small for us"),
    "too_large": _l("They are too large for us"),
    "already_known": _l("We know each other already"),
    "competitor": _l("They are a competitor"),
    "other": _l("Another reason"),
}
SENTENCES: dict[str, Any] = {
    "need_meets_offer": _l("They offer something that you look for."),
    "offer_meets_need": _l("They look for something that you offer."),
    "same_topic": _l("Both of you speak of: %(concepts)s."),
    "their_sector_serves_mine": _l("Their trade (%(their_sector)s) serves yours (%(my_sector)s)."),
    "my_sector_serves_theirs": _l("Your trade (%(my_sector)s) serves theirs (%(their_sector)s)."),
    "shared_sector": _l("You work in the same trade: %(code)s."),
    "home_district": _l("You have the same home district: %(district)s."),
    "invests_in_district": _l("The investor names the district of the project: %(district)s."),
    "same_region": _l("You are in the same region: %(region)s."),
    "common_languages": _l("You have languages in common: %(languages)s."),
    "ticket_overlap": _l("The amounts meet: from %(min_eur)s to %(max_eur)s euros."),
    "shared_instruments": _l("You think of the same form of investment: %(instruments)s."),
    "shared_investment_sector": _l("The investor names the trade of the project: %(code)s."),
    "jobs_expected": _l("The project expects to create jobs: %(jobs)s."),
    "decent_work_claims": _l("They show proofs of decent work: %(claims)s."),
    "ticket_apart": _l(
        "The amounts are apart: the investor goes up to %(invest_max_eur)s euros, the project needs "
        "at least %(seek_min_eur)s."
    ),
    "instruments_differ": _l(
        "You think of different forms of investment: %(invests)s on one side, %(seeks)s on the other."
    ),
    "district_differs": _l(
        "The investor prefers other districts (%(invests)s) than that of the project (%(seeks)s)."
    ),
    "missing_need": _l(
        "You say nothing yet of what you look for. With one sentence on it we can judge both directions."
    ),
    "missing_offer": _l(
        "You say nothing yet of what you offer. With one sentence on it others can find you."
    ),
    "missing_sectors": _l("Choose your sectors: then we also find firms that use other words."),
    "missing_languages": _l("Say which languages you speak: partners with a common language come first."),
    "missing_home_district": _l("Add your home district: many people trade and invest at home."),
    "missing_investment_terms": _l("Add your terms for investment: amount, form, sectors and districts."),
    "missing_ticket": _l("Say how much you would invest or need: amounts decide most investment matches."),
    "missing_instruments": _l(
        "Say which forms of investment you think of: a loan, a share, a joint venture."
    ),
    "missing_claims": _l("Show proofs of decent work, such as social security: partners look for them."),
    "missing_market_here": _l(
        "You look for distributors only in countries outside this network. Say where in Italy or Pakistan "
        "you would like to sell, too."
    ),
    "no_statement": _l("You have not said yet what you offer or look for. One sentence is enough to begin."),
    "no_open_need": _l("None of your needs is open. Add what you look for."),
    "no_open_offer": _l("None of your offers is open. Add what you offer."),
    "nobody_offers_this": _l("Nobody in the network offers this yet."),
    "nobody_needs_this": _l("Nobody in the network looks for this yet."),
    "only_same_country": _l(
        "So far the network holds only firms of your own country for you. PIN introduces firms across"
        " the border."
    ),
    "only_same_owner": _l("All other profiles here belong to you."),
    "not_for_investors": _l("As an investor you find your partners under Investment."),
    "not_in_this_purpose": _l(
        "You have not said that you would invest or look for an investment. Without terms there is "
        "nothing to compare here."
    ),
    "nobody_in_this_purpose": _l("Nobody whom you could meet for this purpose has joined yet."),
    "only_weak_matches": _l(
        "We compared you with everybody. What came closest is too weak to be worth your time, so we "
        "show nothing."
    ),
    "partners_take_no_introductions": _l("Those who fit you take no introductions at present."),
}
SIDE_OF = {
    "decent_work_claims": "mine", "need_meets_offer": "mine", "their_sector_serves_mine": "mine",
    "offer_meets_need": "theirs", "my_sector_serves_theirs": "theirs",
    "ticket_apart": "against", "instruments_differ": "against", "district_differs": "against",
}  # fmt: skip
STEPS = {
    "missing_need": "3", "missing_offer": "3", "missing_sectors": "3", "missing_languages": "2",
    "missing_home_district": "2", "missing_investment_terms": "3", "missing_ticket": "3",
    "missing_instruments": "3", "no_statement": "3", "no_open_need": "3", "no_open_offer": "3",
    "missing_market_here": "3",
    "nobody_offers_this": "3", "nobody_needs_this": "3", "not_in_this_purpose": "3",
    "only_weak_matches": "3",
}  # fmt: skip

sentences(
    matches__unknown_verdict=_l("Choose one of the answers on the page."),
    matches__not_suggested=_l("This partner is not among your matches any more."),
    matches__nothing_said=_l("There is nothing to take back."),
)
if set(WHY_NOT) != set(REFUSALS):
    raise RuntimeError("every reason for a refusal needs its words")


def sentence(reason: Mapping[str, Any]) -> Markup:
    """Return what a reason says in the reader's language; facts are shown as people read them."""
    facts = ((name, value) for name, value in reason["facts"].items() if name in _FACTS)
    said = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in facts)
    return _said(reason["code"], said, language())


@lru_cache(maxsize=5_000)
def _said(code: str, facts: tuple[tuple[str, Any], ...], of_language: str) -> Markup:
    """Make the sentence; all that it says is in the arguments, so it is the same for whoever reads it."""
    shown = {name: _shown(name, value) for name, value in facts}
    return Markup(str(SENTENCES[code])) % shown  # noqa: S704 -- our own words; facts are escaped


def side(reason: Mapping[str, Any]) -> str:
    """Return whose reason it is: mine, theirs, both or against; empty for what is only missing."""
    code = reason["code"]
    return "" if code.startswith("missing_") else SIDE_OF.get(code, "both")


def strength(score: float) -> tuple[str, Any]:
    """Return how well two parties fit: a name for styles, and words."""
    return next((name, words) for least, name, words in STRENGTHS if score >= least)


def _shown(name: str, value: Any) -> Markup:
    return escape(_FACTS[name](value)) if value is not None else escape("–")


def _joined(parts: Iterable[str]) -> str:
    return ("، " if language() == "ur" else ", ").join(part for part in parts if part)


def _place(code: str) -> str:
    return places.label(code, language())


def _amount(value: float) -> Markup:
    return ltr(format_decimal(value))


def _several(one: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda value: _joined(one(part) for part in ([value] if isinstance(value, str) else value))


def _instrument(code: str) -> str:
    return str(INSTRUMENTS.get(code, code))


def _either(code: str) -> str:
    return _instrument(code) if code in INSTRUMENTS else _place(code)


def _claim(code: str) -> str:
    name, _, level = code.rpartition(":")
    if name not in TITLES:
        return ""
    return f"{TITLES[name]} ({LEVELS[Level(int(level))]})"


_FACTS: dict[str, Callable[[Any], Any]] = {
    "concepts": _several(lambda code: concept_name(code, language())),
    "code": sectors.label,
    "my_sector": sectors.label,
    "their_sector": sectors.label,
    "district": _place,
    "region": _place,
    "country": _place,
    "languages": _several(spoken),
    "claims": _several(_claim),
    "instruments": _several(_instrument),
    "invests": _several(_either),
    "seeks": _several(_either),
    "min_eur": _amount,
    "max_eur": _amount,
    "invest_max_eur": _amount,
    "seek_min_eur": _amount,
    "jobs": _amount,
    "count": _amount,
}
