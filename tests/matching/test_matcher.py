import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from matching import REASON_CODES, Matcher, Party, Statement
from matching.encoder import EncoderError
from matching.reading import texts_of
from matching.storing import StoreError
from matching.vocabulary import PURPOSES

from .networks import (
    GROCER,
    HOSPITAL,
    INSTRUMENTS,
    INVESTOR,
    KILN,
    NETWORK,
    RICE_MILL,
    RIVAL,
    BrokenEncoder,
    LetterEncoder,
)  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(None).fit(NETWORK)


def ids(matcher: Matcher, party: Party, purpose: str = "business") -> list[str]:
    return [s.party_id for s in matcher.suggest(party.id, purpose=purpose)]


def test_an_italian_need_finds_the_urdu_offer_first(matcher: Matcher):
    best = matcher.suggest(HOSPITAL.id)[0]
    assert best.party_id == INSTRUMENTS.id
    assert best.forward is not None and best.forward > 0.5
    assert best.backward is None


def test_what_i_get_is_what_the_other_gives(matcher: Matcher):
    mine, theirs = matcher.suggest(HOSPITAL.id)[0], matcher.suggest(INSTRUMENTS.id)[0]
    assert (theirs.party_id, theirs.score, theirs.forward, theirs.backward) == (
        HOSPITAL.id, mine.score, mine.backward, mine.forward)  # fmt: skip


def test_two_sellers_of_one_good_do_not_match(matcher: Matcher):
    assert INSTRUMENTS.id not in ids(matcher, RIVAL)


def test_roman_urdu_finds_english(matcher: Matcher):
    assert ids(matcher, GROCER)[0] == RICE_MILL.id


def test_the_first_reason_is_the_statement_that_meets(matcher: Matcher):
    reason = matcher.suggest(GROCER.id)[0].reasons[0]
    assert reason.code == "need_meets_offer"
    assert reason.facts["my_text"] == GROCER.statements[0].text
    assert reason.facts["their_text"] == RICE_MILL.statements[0].text


def test_an_investor_finds_the_project_at_home(matcher: Matcher):
    best = matcher.suggest(INVESTOR.id, purpose="investment")[0]
    facts = {reason.code: dict(reason.facts) for reason in best.reasons}
    assert best.party_id == KILN.id
    assert facts["ticket_overlap"] == {"min_eur": 20_000, "max_eur": 40_000}
    assert facts["shared_instruments"] == {"instruments": ("qard_hasan",)}
    assert facts["invests_in_district"] == {"district": "Gujrat"}
    assert facts["jobs_expected"] == {"jobs": 18}


def test_nothing_fits_and_the_reasons_are_honest(matcher: Matcher):
    assert [r.code for r in matcher.why_nothing(INVESTOR.id)] == ["not_for_investors"]
    assert [r.code for r in matcher.why_nothing(GROCER.id, "investment")] == ["not_in_this_purpose"]
    lonely = Matcher(None).fit([HOSPITAL, RIVAL])
    assert lonely.suggest(HOSPITAL.id) == []
    assert [r.code for r in lonely.why_nothing(HOSPITAL.id)] == ["only_same_country"]


def test_partners_that_take_no_introductions_are_said():
    full = replace(INSTRUMENTS, capacity=0)
    matcher = Matcher(None).fit([HOSPITAL, full])
    assert matcher.suggest_all()[HOSPITAL.id] == []
    assert [r.code for r in matcher.why_nothing(HOSPITAL.id)] == ["partners_take_no_introductions"]
    assert [r.code for r in matcher.why_nothing(full.id)] == ["no_open_need"]


def test_an_offer_that_nobody_needs_is_said_so():
    other = replace(HOSPITAL, statements=(Statement("offer", "Pane", "sell"),))
    reasons = Matcher(None).fit([other, INSTRUMENTS]).why_nothing(INSTRUMENTS.id)
    assert [r.code for r in reasons] == ["no_open_need", "nobody_needs_this", "only_weak_matches"]


def test_every_reason_is_in_the_list_with_its_facts(matcher: Matcher):
    for purpose in PURPOSES:
        everything = matcher.suggest_all(purpose=purpose)
        reasons = [r for found in everything.values() for s in found for r in s.reasons]
        reasons += [r for party in NETWORK for r in matcher.why_nothing(party.id, purpose)]
        assert reasons
        assert all(tuple(reason.facts) == REASON_CODES[reason.code] for reason in reasons)


def test_suggest_all_without_caps_is_suggest_for_everyone(matcher: Matcher):
    for purpose in PURPOSES:
        everything = matcher.suggest_all(k=10, purpose=purpose, capacity=False)
        assert everything == {p.id: matcher.suggest(p.id, 10, purpose) for p in NETWORK}


def test_suggest_all_says_how_far_it_is_and_how_fair_it_was(matcher: Matcher):
    seen: list[tuple[int, int]] = []
    given = matcher.suggest_all(progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (6, 6)
    assert matcher.fairness_ is not None
    assert matcher.fairness_.parties == sum(map(bool, given.values())) == 5
    assert matcher.fairness_.share_never_shown == 0.0


def test_a_full_party_is_shown_less_often():
    full = replace(RICE_MILL, capacity=0)
    network = (full, replace(RICE_MILL, id="mill-2"), GROCER, replace(GROCER, id="grocer-2"))
    given = Matcher(None).fit(network).suggest_all(k=1, capacity=True)
    assert given[GROCER.id][0].party_id == "mill-2"


def test_a_guest_sees_matches_and_is_shown_to_nobody(matcher: Matcher):
    guest = replace(HOSPITAL, id="draft")
    assert matcher.suggest_for(guest)[0].party_id == INSTRUMENTS.id
    assert "draft" not in ids(matcher, INSTRUMENTS)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_removing_and_adding_again_changes_nothing(matcher: Matcher, purpose: str):
    other = Matcher(None).fit(NETWORK)
    other.remove([RICE_MILL.id, KILN.id, "nobody"])
    assert RICE_MILL.id not in ids(other, GROCER)
    other.update([KILN, RICE_MILL])
    assert [other.suggest(p.id, 10, purpose) for p in NETWORK] == [
        matcher.suggest(p.id, 10, purpose) for p in NETWORK
    ]


def test_an_updated_party_is_found_at_once():
    matcher = Matcher(None).fit([HOSPITAL, RICE_MILL])
    matcher.update([replace(RICE_MILL, statements=INSTRUMENTS.statements)])
    assert ids(matcher, HOSPITAL)[0] == RICE_MILL.id


def test_search_in_another_language(matcher: Matcher):
    assert matcher.similar("surgical instruments", 2)[0][0] in (INSTRUMENTS.id, HOSPITAL.id, RIVAL.id)
    assert matcher.similar("riso basmati", 1)[0][0] in (RICE_MILL.id, GROCER.id)
    assert matcher.similar("   ") == []


def test_equal_parties_are_ordered_by_id():
    twins = [replace(INSTRUMENTS, id=name) for name in ("c", "a", "b")]
    assert ids(Matcher(None).fit([HOSPITAL, *twins]), HOSPITAL) == ["a", "b", "c"]


def test_a_double_id_is_refused_by_name():
    with pytest.raises(ValueError, match="'grocer'"):
        Matcher(None).fit([GROCER, GROCER])


def test_an_unknown_id_is_a_key_error(matcher: Matcher):
    with pytest.raises(KeyError):
        matcher.suggest("nobody")


def test_a_distinct_text_is_encoded_once():
    encoder = LetterEncoder()
    matcher = Matcher(encoder).fit(NETWORK)
    matcher.suggest(HOSPITAL.id)
    matcher.suggest_all()
    asked = [text for batch in encoder.asked for text in batch]
    assert matcher.encoder_name == "letters-1"
    assert len(asked) == len(set(asked))


def test_a_broken_encoder_is_said_and_done_without():
    matcher = Matcher(BrokenEncoder()).fit(NETWORK)
    assert matcher.encoder_name is None
    assert "broken-1" in (matcher.encoder_problem or "")
    assert ids(matcher, HOSPITAL)[0] == INSTRUMENTS.id


class FailingLater(LetterEncoder):
    """Answers the first time only."""

    def encode(self, texts):
        if self.asked:
            raise EncoderError("gone")
        return super().encode(texts)


def test_an_encoder_that_fails_later_leaves_the_other_views():
    matcher = Matcher(FailingLater()).fit(NETWORK)
    matcher.update([replace(RICE_MILL, id="new-mill")])
    assert matcher.encoder_problem == "gone"
    assert set(ids(matcher, GROCER)[:2]) == {"new-mill", RICE_MILL.id}
    assert matcher.similar("basmati", 1)[0][0] in ("new-mill", RICE_MILL.id, GROCER.id)


@pytest.mark.parametrize("encoder", [None, LetterEncoder()])
def test_saved_and_loaded_it_answers_the_same(tmp_path: Path, encoder: LetterEncoder | None):
    fitted = Matcher(encoder).fit(NETWORK)
    fitted.save(tmp_path)
    loaded = Matcher.load(tmp_path, encoder)
    for purpose in PURPOSES:
        assert loaded.suggest_all(purpose=purpose) == fitted.suggest_all(purpose=purpose)
    assert loaded.similar("basmati") == fitted.similar("basmati")


def test_loading_with_another_encoder_is_refused(tmp_path: Path):
    Matcher(LetterEncoder()).fit(NETWORK).save(tmp_path)
    with pytest.raises(StoreError, match="letters-1"):
        Matcher.load(tmp_path, None)


def test_an_empty_folder_is_refused(tmp_path: Path):
    with pytest.raises(StoreError, match="no saved matcher"):
        Matcher.load(tmp_path)


def test_an_empty_network_answers_with_nothing():
    matcher = Matcher(None).fit([])
    assert matcher.suggest_all() == {}
    assert matcher.suggest_for(GROCER) == []
    assert matcher.similar("rice") == []


ORDER = """
from tests.matching.networks import NETWORK, LetterEncoder
from matching import Matcher
m = Matcher(LetterEncoder()).fit(NETWORK)
print([(k, [(s.party_id, s.score) for s in v]) for k, v in m.suggest_all().items()])
print(m.similar("chawal aur masalay"))
"""


@pytest.mark.thorough
def test_the_hash_seed_changes_nothing():
    def run(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        return subprocess.run(
            [sys.executable, "-c", ORDER], env=env, capture_output=True, text=True, check=True
        ).stdout

    assert run("1") == run("2") != ""


def test_a_party_of_one_statement_without_words_does_no_harm(matcher: Matcher):
    odd = Party(
        "odd", "association", statements=(Statement("offer", "\u0000 \ud800 🙂"), Statement("need", ""))
    )
    assert all(0.0 <= s.score <= 1.0 for s in matcher.suggest_for(odd))


def test_what_an_encoder_will_be_asked_is_known_beforehand():
    encoder = LetterEncoder()
    Matcher(encoder).fit(NETWORK)
    assert {text for batch in encoder.asked for text in batch} == set(texts_of(NETWORK))
