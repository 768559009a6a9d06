"""Finding profiles by words and values."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.claims.models import Claim, Proof
from pin_app.claims.signals import claims_changed
from pin_app.db import db, now
from pin_app.directory import queries
from pin_app.directory.queries import Wanted
from tests.directory.network import profile, told

HOSTILE = [
    '"', "'", "''; DROP TABLE users", "*", "a*", "NEAR(a b)", "a NEAR/2 b", "AND", "NOT a", "a OR", "(",
    "{name_key} : a", "^a", "a:b", "-a", "\x00", "a\x00b", "\ud800", "a\udfffb", "%", "\\", "🙂", "𞤀", "&",
    "|", "!a", "<->", "a:*", "\u200f", "x" * 1_000_000,
    " ".join(["word"] * 100_000), "\u200c", "e\u0301" * 5_000,
    "½ ² ൬", "1e5 0x1f 3.14", "ﷺ" * 1_000,
]  # fmt: skip


def names(words: str = "", **asked: object) -> list[str]:
    db.session.commit()
    return [found.name for found in queries.find(Wanted(words=words, **asked)).profiles]


def test_a_sector_is_found_by_its_trade_words_in_any_language(app: Flask) -> None:
    profile("Khan Brothers", sectors=["32.50"], about="جراحی")
    profile("Rossi Mobili", sectors=["31.09"])
    for words in ("ferri chirurgici", "surgical instruments", "جراحی کے آلات", "jarahi ke alat"):
        assert names(words) == ["Khan Brothers"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Società Càffè", "societa caffe"),
        ("كراچی يونين", "کراچی یونین"),
        ("Straße", "STRASSE"),
        ("کھجوریں", "كهجورين"),
    ],
)
def test_accents_and_letter_forms_are_folded(app: Flask, written: str, typed: str) -> None:
    profile(written)
    profile("Another one")
    assert names(typed) == [written]


def test_the_last_word_may_be_unfinished_and_the_others_not(app: Flask) -> None:
    profile("Denim Works")
    assert names("denim wor") == ["Denim Works"]
    assert not queries.find(Wanted(words="den works")).every_word


def test_what_is_shown_follows_publication_and_consent_at_once(app: Flask) -> None:
    kept = profile("Sialkot Steel")
    assert names("sialkot") == ["Sialkot Steel"]
    kept.listed = False
    told(kept)
    assert names("sialkot") == []
    kept.listed, kept.state = True, "submitted"
    told(kept)
    assert names() == []


def test_a_new_name_replaces_the_old_one_in_the_index(app: Flask) -> None:
    kept = profile("Alpha")
    assert names("alpha") == ["Alpha"]
    kept.name = "Beta"
    told(kept)
    assert (names("alpha"), names("beta")) == ([], ["Beta"])


def test_a_deleted_profile_leaves_the_index(app: Flask) -> None:
    kept = profile("Alpha", offers=[("sell", "shawls")])
    db.session.commit()
    db.session.delete(kept)
    db.session.commit()
    assert (names("shawls"), queries.counts()) == ([], {})


def test_a_word_in_the_name_counts_most(app: Flask) -> None:
    profile("Other", about="denim " * 3)
    profile("Denim Works")
    profile("Third", about="a text in which denim comes late, after much that is said of other things")
    assert names("denim", order="relevance")[0] == "Denim Works"


def test_values_narrow_the_list_together(app: Flask) -> None:
    profile("A", sectors=["32.50"], region="IT-25", offers=[("sell", "x")])
    profile("B", sectors=["32.50"], region="IT-45", needs=[("buy", "x")])
    profile("C", kind="pakistani_firm", country="PK", sectors=["14.13"], languages=["ur"])
    assert names(facets={"sector": "32"}, order="name") == ["A", "B"]
    assert names(facets={"sector": "C", "country": "PK"}) == ["C"]
    assert names(facets={"sector": "32", "region": "IT-45"}) == ["B"]
    assert names(facets={"intent": "offer:sell"}) == ["A"]
    assert names(facets={"language": "ur"}) == ["C"]
    assert names("sialkot", facets={"kind": "pakistani_firm"}) == []


def test_counts_say_what_can_be_chosen(app: Flask) -> None:
    profile("A", sectors=["32.50", "32.99"])
    profile("B", kind="investor")
    db.session.commit()
    assert queries.counts_by_kind() == {"italian_firm": 1, "investor": 1}
    assert queries.counts()["sector"] == {"C": 1, "32": 1}


def test_where_no_profile_has_every_word_those_with_some_are_given(app: Flask) -> None:
    profile("Leather Gloves")
    db.session.commit()
    found = queries.find(Wanted(words="gloves zebra"))
    assert ([p.name for p in found.profiles], found.every_word) == (["Leather Gloves"], False)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: repr(words[:12]))
def test_hostile_words_bring_a_list_and_no_error(app: Flask, words: str) -> None:
    profile("Near And Not Or", about="x a b word")
    assert set(names(words, order="relevance")) <= {"Near And Not Or"}


def test_pages_of_25_do_not_overlap_and_end(app: Flask) -> None:
    for number in range(30):
        profile(f"Firm {number:02}")
    db.session.commit()
    first, second, far = (queries.find(Wanted(order="name", page=page)) for page in (1, 2, 999))
    assert [p.name for p in (*first.profiles, *second.profiles)] == [f"Firm {n:02}" for n in range(30)]
    assert (first.total, first.pages, far.page) == (30, 2, 2)


def test_a_level_of_claims_narrows_and_stands_on_the_card(app: Flask) -> None:
    firm, other = profile("Anna"), profile("Berta")
    claim = Claim(profile_id=firm.id, code="identity")
    db.session.add(claim)
    db.session.flush()
    db.session.add(Proof(claim_id=claim.id, level=3, valid_until=now().date()))
    claims_changed.send(Claim, profile_id=firm.id)
    db.session.commit()
    found = {level: names(facets={"claim": level}) for level in "1234"}
    assert found == {"1": ["Anna"], "2": ["Anna"], "3": ["Anna"], "4": []}
    assert {p.name: p.claim_level for p in queries.find(Wanted()).profiles} == {"Anna": "3", other.name: ""}
