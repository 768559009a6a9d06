import itertools
from dataclasses import replace

import numpy as np
import pytest

from matching import Matcher, Party, Statement, explain_exclusion
from matching.rules import RULES
from matching.traits import Traits, may_meet
from matching.vocabulary import PURPOSES

from .networks import GROCER, HOSPITAL, INSTRUMENTS, INVESTOR, KILN, NETWORK, RICE_MILL, RIVAL


def test_firms_of_two_countries_may_meet():
    assert explain_exclusion(HOSPITAL, INSTRUMENTS) is None


def test_a_party_never_meets_itself():
    assert explain_exclusion(GROCER, GROCER) == "oneself"


def test_one_owner_keeps_two_parties_apart():
    assert explain_exclusion(replace(GROCER, owner="u1"), replace(HOSPITAL, owner="u1")) == "same_owner"


def test_owners_are_told_apart_to_the_letter():
    def kept_apart(mine: str, theirs: str) -> bool:
        return explain_exclusion(replace(GROCER, owner=mine), replace(HOSPITAL, owner=theirs)) is not None

    assert [kept_apart(*owners) for owners in (("!!", "!!"), ("A-1", "a1"), ("", ""))] == [True, False, False]


def test_two_firms_of_one_country_are_not_introduced():
    assert explain_exclusion(HOSPITAL, RIVAL) == "firms_of_one_country"
    assert explain_exclusion(INSTRUMENTS, RICE_MILL) == "firms_of_one_country"


def test_a_firm_without_a_country_has_the_one_of_its_kind():
    assert explain_exclusion(replace(HOSPITAL, country=None), RIVAL) == "firms_of_one_country"


def test_the_diaspora_meets_everyone():
    assert [explain_exclusion(GROCER, p) for p in (HOSPITAL, RICE_MILL)] == [None, None]


def test_investors_are_for_investment_only():
    assert explain_exclusion(INVESTOR, KILN, "business") == "investor_in_business"
    assert explain_exclusion(INVESTOR, KILN, "investment") is None


def test_an_investor_invests_also_where_no_terms_are_stated():
    bare = replace(INVESTOR, investment=None, statements=(Statement("offer", "We put money into kilns"),))
    assert explain_exclusion(bare, KILN, "investment") is None
    assert [s.party_id for s in Matcher(None).fit([bare, KILN]).suggest(bare.id, purpose="investment")] == [
        KILN.id
    ]


def test_two_who_seek_money_do_not_meet_for_investment():
    assert (
        explain_exclusion(KILN, replace(KILN, id="k2", country="IT"), "investment")
        == "nobody_invests_and_seeks"
    )


def test_an_unknown_purpose_is_refused():
    with pytest.raises(ValueError, match="friendship"):
        explain_exclusion(GROCER, HOSPITAL, "friendship")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_arrays_say_what_the_rules_say(purpose: str):
    extra = (
        replace(GROCER, id="g2", owner="u"),
        replace(HOSPITAL, id="h2", owner="u"),
        Party("bare", "institution"),
        Party("bare-investor", "investor"),
        *(
            Party(f"o{n}", "association", owner=owner)
            for n, owner in enumerate(("A-1", "a1", "!!", "!!", "", ""))
        ),
    )
    parties = NETWORK + extra
    traits = Traits.of(parties)
    allowed = may_meet(traits, traits, purpose)
    for (i, a), (j, b) in itertools.product(enumerate(parties), repeat=2):
        if i != j:
            assert bool(allowed[i, j]) == (explain_exclusion(a, b, purpose) is None), (a.id, b.id)
    assert np.array_equal(allowed, allowed.T)


def test_every_rule_is_known_by_name():
    assert list(RULES) == ["oneself", "same_owner", "firms_of_one_country", "investor_in_business",
                           "nobody_invests_and_seeks"]  # fmt: skip
