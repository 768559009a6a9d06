import pytest

from matching import Matcher, Party, Statement
from matching.statements import ready
from matching.topics import MOST, shared_topics, topics_of


def said(direction, text):
    return ready(Statement(direction, text), 0, ())


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("We want surgical instruments: forceps and scissors", ("surgical_instruments",)),  # no barber's shop
        ("Servono pinze e forbici per la sala operatoria", ()),  # hints and words of several trades
        ("A reliable partner with machinery and equipment", ()),  # generalities
        ("ہم جراحی کے آلات بناتے ہیں", ("surgical_instruments",)),  # tools, not potatoes
        ("Sale rosa e riso basmati", ("salt", "rice")),
        ("Clothes for sale", ("garments",)),
        ("", ()),
    ],
)
def test_only_clear_words_name_a_topic(text, topics):
    named = topics_of(said("offer", text))
    assert named == topics


def test_a_topic_is_shared_where_both_name_it_in_any_writing():
    needs = [said("need", "Cerchiamo riso basmati e tappeti")]
    assert shared_topics(needs, [said("offer", "Basmati rice from our mill")]) == ("rice",)
    assert shared_topics(needs, [said("offer", "چاول")]) == ("rice",)
    assert shared_topics(needs, [said("offer", "Surgical instruments")]) == ()


def test_few_topics_are_named():
    text = "We buy and sell rice, honey, cotton, leather, carpets and marble"
    assert len(shared_topics([said("need", text)], [said("offer", text)])) == MOST


def test_a_suggestion_tells_no_topic_that_only_one_word_hints_at():
    buyer = Party(
        "b", "italian_firm", "IT", statements=(Statement("need", "Pinze e ferri chirurgici", "buy"),)
    )
    maker = Party(
        "m", "pakistani_firm", "PK", statements=(Statement("offer", "Pliers and tweezers", "sell"),)
    )
    smith = Party("s", "pakistani_firm", "PK", statements=(Statement("offer", "Surgical forceps", "sell"),))
    found = {s.party_id: s.reasons for s in Matcher(None, floor=0.0).fit([buyer, maker, smith]).suggest("b")}
    topics = {
        party: [r.facts["concepts"] for r in reasons if r.code == "same_topic"]
        for party, reasons in found.items()
    }
    assert topics == {"s": [("surgical_instruments",)], "m": []}
