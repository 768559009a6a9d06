from matching import Matcher, Party, Statement
from matching.letters import LettersView

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


ASKED = ("zubairi", "basmati", "chirurgia", "calzature", "we need a kiln")


def test_after_changes_it_answers_as_if_all_had_been_read_anew():
    matcher = Matcher(LetterEncoder()).fit(NETWORK)
    matcher.similar("basmati")
    before = matcher._catalogue
    matcher.update([firm("new", "Zubairi Brothers"), firm("other", "Calzature di cuoio")])
    matcher.remove([NETWORK[0].id, "nobody"]).update([firm("new", "Zubairi and Sons")])
    changed = [matcher.similar(text) for text in ASKED]
    assert matcher._catalogue is not before
    matcher._catalogue = None
    assert [matcher.similar(text) for text in ASKED] == changed


def test_only_what_changed_is_read(monkeypatch):
    matcher = Matcher(None).fit(NETWORK)
    matcher.similar("basmati")
    read = []
    counted = LettersView.counted
    monkeypatch.setattr(LettersView, "counted", lambda texts: read.extend(texts) or counted(texts))
    matcher.update([firm("new", "Zubairi Brothers")]).similar("zubairi")
    assert read == ["Zubairi Brothers", "zubairi"]


def test_what_was_read_for_search_is_saved(tmp_path, monkeypatch):
    matcher = Matcher(LetterEncoder()).fit(NETWORK).read_for_search()
    matcher.update([firm("new", "Zubairi Brothers")]).save(tmp_path)
    loaded = Matcher.load(tmp_path, LetterEncoder())
    monkeypatch.setattr("matching.catalogue._said_on", None)  # nothing is read again
    assert [loaded.similar(text) for text in ASKED] == [matcher.similar(text) for text in ASKED]
    assert loaded.similar("zubairi", 1)[0][0] == "new"


def test_where_it_was_not_read_it_is_read_when_asked_for(tmp_path):
    matcher = Matcher(None).fit(NETWORK)
    matcher.save(tmp_path)
    assert Matcher.load(tmp_path, None).similar("basmati") == matcher.similar("basmati")


def test_when_all_have_gone_nothing_is_found():
    matcher = Matcher(None).fit(NETWORK)
    matcher.similar("basmati")
    assert matcher.remove([party.id for party in NETWORK]).similar("basmati") == []
