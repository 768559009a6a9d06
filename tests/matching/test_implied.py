from dataclasses import replace

from matching import Matcher, Party, Statement
from matching.concepts import concepts
from matching.implied import all_statements, supplies
from matching.statements import TRADE

from .networks import HOSPITAL, INVESTOR, RICE_MILL

WEAVER = Party("weaver", "pakistani_firm", "PK", statements=(Statement("offer", "Textile Weaving", "sell"),))
LOOMS = Party(
    "looms",
    "italian_firm",
    "IT",
    sectors=("28.94",),
    statements=(Statement("offer", "Macchine tessili", "sell"),),
)


def test_a_listed_firm_without_a_need_finds_who_serves_its_trade():
    matcher = Matcher(None).fit([WEAVER, LOOMS, HOSPITAL])
    best = matcher.suggest(WEAVER.id)[0]
    assert (best.party_id, best.reasons[0].code) == (LOOMS.id, "their_sector_serves_mine")
    assert dict(best.reasons[0].facts) == {"my_sector": "13.20", "their_sector": "28.94"}
    back = matcher.suggest(LOOMS.id)[0]
    assert (back.party_id, back.reasons[0].code) == (WEAVER.id, "my_sector_serves_theirs")
    assert dict(back.reasons[0].facts) == {"my_sector": "28.94", "their_sector": "13.20"}


def test_how_well_a_need_is_met_that_nobody_stated_is_no_figure():
    matcher = Matcher(None).fit([WEAVER, LOOMS])
    for given in (matcher.suggest(WEAVER.id)[0], matcher.suggest_all()[LOOMS.id][0]):
        assert (given.forward, given.backward) == (None, None)
        assert given.score > 0.05


def test_a_stated_need_is_worth_more_than_an_implied_one():
    asking = replace(
        WEAVER, id="asking", statements=(*WEAVER.statements, Statement("need", "Textile machinery"))
    )
    given = Matcher(None, worth=0.0).fit([WEAVER, asking, LOOMS]).suggest(LOOMS.id)
    assert [s.party_id for s in given] == ["asking", "weaver"]


def test_who_states_a_need_or_is_no_firm_has_no_implied_one():
    for party in (RICE_MILL, INVESTOR, replace(WEAVER, kind="association")):
        assert [s for s in all_statements(party, "business") if s.place == TRADE] == []


def test_an_implied_need_is_not_what_the_party_says():
    assert Matcher(None).fit([WEAVER, LOOMS]).similar("textile machinery")[0][0] == LOOMS.id


def test_the_table_names_known_concepts_only():
    known = {concept.code for concept in concepts()}
    assert set(supplies()) <= known
