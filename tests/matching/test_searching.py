from matching import Matcher, Party, Statement

from .networks import NETWORK, LetterEncoder


def firm(name: str, text: str) -> Party:
    return Party(name, "pakistani_firm", "PK", statements=(Statement("offer", text),))


def test_a_name_is_found_in_the_other_script():
    matcher = Matcher(None).fit([firm("a", "Zubairi Brothers Gujranwala"), firm("b", "سیالکوٹ")])
    assert matcher.similar("زبیری گوجرانوالہ", 1)[0][0] == "a"
    assert matcher.similar("sialkot", 1)[0][0] == "b"


def test_each_party_is_found_once_and_equal_ones_in_order():
    matcher = Matcher(None).fit([firm(name, "olive oil") for name in ("c", "a", "b")])
    found = matcher.similar("olio d'oliva", 10)
    assert [party_id for party_id, _ in found] == ["a", "b", "c"]
    assert len({likeness for _, likeness in found}) == 1


def test_what_is_changed_is_found_at_once():
    matcher = Matcher(LetterEncoder()).fit(NETWORK)
    assert matcher.similar("zubairi", 1)[0][0] != "new"
    matcher.update([firm("new", "Zubairi Brothers")])
    assert matcher.similar("zubairi", 1)[0][0] == "new"
    matcher.remove(["new"])
    assert "new" not in [party_id for party_id, _ in matcher.similar("zubairi")]


def test_a_trade_is_found_by_other_words_of_its_sector():
    matcher = Matcher(None).fit(
        [firm("a", "Commercio al dettaglio di libri"), firm("b", "Fabbricazione di calzature")]
    )
    assert matcher.similar("Manufacture of footwear", 1)[0][0] == "b"
