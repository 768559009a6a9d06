"""Scores of pairs among some parties, as meetings at an event ask for them."""

import pytest

from matching import Matcher
from matching.vocabulary import PURPOSES

from .networks import HOSPITAL, INSTRUMENTS, INVESTOR, KILN, NETWORK, RIVAL


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(None, worth=0.0).fit(NETWORK)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_pairs_have_the_scores_of_the_suggestions(matcher: Matcher, purpose: str):
    everybody = [party.id for party in NETWORK]
    given = {
        tuple(sorted((party_id, one.party_id))): one.score
        for party_id in everybody
        for one in matcher.suggest(party_id, len(everybody), purpose)
    }
    assert matcher.scores_among(everybody, purpose) == given


def test_only_those_who_are_named_are_compared(matcher: Matcher):
    found = matcher.scores_among([HOSPITAL.id, INSTRUMENTS.id, "nobody"])
    assert list(found) == [(HOSPITAL.id, INSTRUMENTS.id)]


def test_one_party_alone_has_no_pair(matcher: Matcher):
    assert matcher.scores_among([RIVAL.id]) == {}
    assert matcher.scores_among([INVESTOR.id, KILN.id], "business") == {}
