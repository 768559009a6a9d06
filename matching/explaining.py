"""Why two parties are suggested to each other, and what is missing: codes and facts from the pair itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.board import Board
from matching.concepts import sector_of
from matching.implied import trades_named
from matching.investing import project_districts
from matching.markets import sells_elsewhere
from matching.parties import InvestmentTerms, Party
from matching.reasons import Fact, Reason
from matching.scoring import Blend, probability
from matching.sector_tree import closest
from matching.statements import TERMS, TRADE, ReadyStatement
from matching.topics import MOST, shared_topics, topics_of
from matching.traits import code_of
from matching.vocabulary import FIRM_COUNTRY, INVESTMENT

WORTH_NAMING = 0.15
"""A statement pair is named as a reason from this strength on."""
_MOST_PAIRS = 3
_PROVEN_LEVELS = ("2", "3", "4")
_MOST_CLAIMS = 4


@dataclass(frozen=True, slots=True)
class Corner:
    """One party of the pair with the board and row where it stands."""

    board: Board
    row: int

    @property
    def party(self) -> Party:
        """The party itself."""
        return self.board.parties[self.row]

    def said(self, direction: str) -> list[ReadyStatement]:
        """Its statements of one direction, in the order of its vectors."""
        return [s for s in self.board.statements[self.row] if s.direction == direction]


def explain(me: Corner, them: Corner, purpose: str, blend: Blend) -> tuple[Reason, ...]:
    """All reasons for one pair, the strongest first, then what is missing."""
    weighed = _met(me, them, blend, "need_meets_offer") + _met(me, them, blend, "offer_meets_need")
    weighed += _same_topic(me, them)
    weighed += _structure(me.party, them.party)
    if purpose == INVESTMENT:
        weighed += _terms(me.party, them.party)
    weighed.sort(key=lambda item: -item[0])
    return tuple(reason for _, reason in weighed) + missing(me, purpose)


def _text(said: ReadyStatement, party: Party) -> tuple[int, str]:
    return said.place, said.text if said.place == TERMS else party.statements[said.place].text


def _met(me: Corner, them: Corner, blend: Blend, code: str) -> list[tuple[float, Reason]]:
    mine_are_needs = code == "need_meets_offer"
    needy, offering = (me, them) if mine_are_needs else (them, me)
    needs, offers = needy.said("need"), offering.said("offer")
    if not needs or not offers:
        return []
    likeness = needy.board.needs.of(needy.row) @ offering.board.offers.of(offering.row).T
    strength = probability((likeness - blend.middle) / blend.spread)
    reasons: list[tuple[float, Reason]] = []
    for flat in np.argsort(-strength, axis=None, kind="stable")[:_MOST_PAIRS]:
        n, o = divmod(int(flat), len(offers))
        strong = float(strength[n, o])
        if strong < WORTH_NAMING:
            break
        if needs[n].place == TRADE:
            reasons += _served(needs[n], offers[o], strong, mine_are_needs)
        else:
            pair = (_text(needs[n], needy.party), _text(offers[o], offering.party))
            reasons.append((1.0 + strong, _meeting(code, pair if mine_are_needs else pair[::-1], strong)))
    return reasons


def _meeting(code: str, pair: tuple[tuple[int, str], ...], strength: float) -> Reason:
    (mine, my_text), (theirs, their_text) = pair
    facts: dict[str, Fact] = {"my_statement": mine, "my_text": my_text, "their_statement": theirs}
    return Reason(code, {**facts, "their_text": their_text, "strength": round(strength, 4)})


def _served(
    need: ReadyStatement, offer: ReadyStatement, strength: float, mine_is_need: bool
) -> list[tuple[float, Reason]]:
    """The reason for a need that only follows from a trade; none where the offer's sector is not known."""
    codes = topics_of(offer) or trades_named(offer)
    sectors = offer.sectors or tuple(map(sector_of, codes))
    if not sectors:
        return []
    if mine_is_need:
        facts = {"my_sector": need.sectors[0], "their_sector": sectors[0]}
        return [(strength, Reason("their_sector_serves_mine", facts))]
    return [
        (
            strength,
            Reason("my_sector_serves_theirs", {"my_sector": sectors[0], "their_sector": need.sectors[0]}),
        )
    ]


def _same_topic(me: Corner, them: Corner) -> list[tuple[float, Reason]]:
    mine = shared_topics(me.said("need"), them.said("offer"))
    theirs = shared_topics(them.said("need"), me.said("offer"))
    shared = tuple(dict.fromkeys(mine + theirs))[:MOST]
    return [(0.9, Reason("same_topic", {"concepts": shared}))] if shared else []


def _structure(me: Party, them: Party) -> list[tuple[float, Reason]]:
    reasons = []
    if me.home_district and code_of(me.home_district) == code_of(them.home_district):
        reasons.append((0.8, Reason("home_district", {"district": me.home_district})))
    common = closest(me.sectors, them.sectors)
    if common is not None and common[1] >= 2:
        reasons.append(
            (0.2 + 0.1 * common[1], Reason("shared_sector", {"code": common[0], "level": common[1]}))
        )
    languages = tuple(sorted(set(me.languages) & set(them.languages)))
    if languages:
        reasons.append((0.3, Reason("common_languages", {"languages": languages})))
    if claims := proven(them):
        reasons.append((0.55, Reason("decent_work_claims", {"claims": claims})))
    if me.region and code_of(me.region) == code_of(them.region):
        reasons.append((0.25, Reason("same_region", {"region": me.region})))
    return reasons


def proven(party: Party) -> tuple[str, ...]:
    """Decent-work claims that stand on more than a pledge, the best proven first, a few at most."""
    levels = [(claim, claim.rpartition(":")[2]) for claim in party.claims]
    sure = [(int(level), claim) for claim, level in levels if level in _PROVEN_LEVELS]
    return tuple(claim for _, claim in sorted(sure, key=lambda one: (-one[0], one[1]))[:_MOST_CLAIMS])


def _terms(me: Party, them: Party) -> list[tuple[float, Reason]]:
    if (
        me.investment is None
        or them.investment is None
        or me.investment.direction == them.investment.direction
    ):
        return []
    investor, project = (me, them) if me.investment.direction == "invest" else (them, me)
    money, plan = (me.investment, them.investment)[:: 1 if investor is me else -1]
    weighed = [
        _ticket(money, plan),
        _instruments(money, plan),
        _place(investor, project),
        _field(money, plan),
    ]
    if plan.jobs_expected:
        weighed.append((0.7, Reason("jobs_expected", {"jobs": plan.jobs_expected})))
    return [item for item in weighed if item is not None]


def _ticket(money: InvestmentTerms, plan: InvestmentTerms) -> tuple[float, Reason] | None:
    if money.max_eur is None or plan.max_eur is None:
        return None
    low, high = max(money.min_eur or 0, plan.min_eur or 0), min(money.max_eur, plan.max_eur)
    if low <= high:
        return 0.95, Reason("ticket_overlap", {"min_eur": low, "max_eur": high})
    return 0.1, Reason("ticket_apart", {"invest_max_eur": money.max_eur, "seek_min_eur": plan.min_eur})


def _instruments(money: InvestmentTerms, plan: InvestmentTerms) -> tuple[float, Reason] | None:
    if not money.instruments or not plan.instruments:
        return None
    shared = tuple(sorted(set(money.instruments) & set(plan.instruments)))
    if shared:
        return 0.9, Reason("shared_instruments", {"instruments": shared})
    return 0.09, Reason(
        "instruments_differ", {"invests": tuple(money.instruments), "seeks": tuple(plan.instruments)}
    )


def _place(investor: Party, project: Party) -> tuple[float, Reason] | None:
    wanted, given = project_districts(investor), project_districts(project)
    if not wanted or not given:
        return None
    shared = {code_of(name) for name in given} & {code_of(name) for name in wanted}
    if shared:
        return 0.92, Reason(
            "invests_in_district", {"district": next(d for d in given if code_of(d) in shared)}
        )
    return 0.08, Reason("district_differs", {"invests": wanted, "seeks": given})


def _field(money: InvestmentTerms, plan: InvestmentTerms) -> tuple[float, Reason] | None:
    common = closest(money.sectors, plan.sectors)
    if common is None or common[1] < 2:
        return None
    return 0.85, Reason("shared_investment_sector", {"code": common[0], "level": common[1]})


def missing(me: Corner, purpose: str) -> tuple[Reason, ...]:
    """What the party could add to be matched better."""
    party = me.party
    checks = [
        ("missing_need", purpose != INVESTMENT and all(s.place == TRADE for s in me.said("need"))),
        ("missing_offer", purpose != INVESTMENT and not me.said("offer")),
        ("missing_investment_terms", purpose == INVESTMENT and party.investment is None),
        ("missing_ticket", bool(party.investment and party.investment.max_eur is None)),
        ("missing_instruments", bool(party.investment and not party.investment.instruments)),
        ("missing_sectors", not party.sectors),
        ("missing_languages", not party.languages),
        ("missing_home_district", party.kind == "diaspora_entrepreneur" and not party.home_district),
        ("missing_market_here", any(map(sells_elsewhere, me.said("need")))),
        ("missing_claims", party.kind in FIRM_COUNTRY and not proven(party)),
    ]
    return tuple(Reason(code) for code, is_missing in checks if is_missing)
