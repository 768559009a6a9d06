import ast
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from matching.folding import fold, words
from matching.sectors import all_sectors, get, path, related, search, sources
from matching.sectors.sources import sentence_case


def found(text, limit=3):
    return [sector.code for sector in search(text, limit)]


def test_the_table_is_nace_revision_2():
    assert Counter(sector.level for sector in all_sectors().values()) == {1: 21, 2: 88, 3: 272, 4: 615}
    assert get("01.11").labels["en"] == "Growing of cereals (except rice), leguminous crops and oil seeds"
    assert get("62.01").isic == ("6201",)


def test_every_parent_stands_before_its_children():
    codes = list(all_sectors())
    parents = [(codes.index(s.parent), codes.index(s.code)) for s in all_sectors().values() if s.parent]
    assert [pair for pair in parents if pair[0] >= pair[1]] == []
    assert len(parents) == 996 - 21


def test_every_sector_speaks_three_languages():
    wrong = {
        code: sector.labels
        for code, sector in all_sectors().items()
        if list(sector.labels) != ["en", "it", "ur"]
        or not all(sector.labels.values())
        or sector.labels["ur"] in (sector.labels["en"], sector.labels["it"])
    }
    assert wrong == {}


def test_urdu_is_written_with_urdu_letters():
    texts = [sector.labels["ur"] for sector in all_sectors().values()]
    texts += [text for sector in all_sectors().values() for text in sector.keywords.get("ur", ())]
    assert [text for text in texts if set(text) & set("يىكهة\u200c\u0640")] == []
    assert [text for text in texts if any("a" <= letter.lower() <= "z" for letter in text)] == []


def test_keywords_come_in_all_four_writings():
    languages = {s.code: tuple(s.keywords) for s in all_sectors().values() if s.keywords}
    assert set(languages.values()) == {("en", "it", "ur", "ur-Latn")}
    assert len(languages) > 200


def test_no_title_shouts():
    assert [s.code for s in all_sectors().values() for label in s.labels.values() if label.isupper()] == []
    assert sentence_case("COMMERCIO DI APPARECCHIATURE ICT") == "Commercio di apparecchiature ICT"
    assert sentence_case("SANITA' E ASSISTENZA SOCIALE") == "Sanità e assistenza sociale"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ferri chirurgici", "32.50"),
        ("surgical instruments", "32.50"),
        ("جراحی کے آلات", "32.50"),
        ("jarahi ke alat", "32.50"),
        ("Jarrahee k aalaat", "32.50"),
        ("kinnow", "01.23"),
        ("kinu", "01.23"),
        ("كينو", "01.23"),
        ("agrumi", "01.23"),
        ("negozio di alimentari", "47.11"),
        ("karyana", "47.11"),
        ("halal butcher", "47.22"),
        ("macelleria halal", "47.22"),
        ("halal gosht", "47.22"),
        ("حلال گوشت", "47.22"),
        ("palloni da calcio", "32.30"),
        ("Produciamo ferri chirurgici a Sialkot per gli ospedali italiani", "32.50"),
        ("We need Italian tannery machinery for our factory", "28.94"),
    ],
)
def test_everyday_words_lead_to_the_class_in_any_writing(text, code):
    assert found(text, 1) == [code]


def test_a_code_brings_its_branch():
    assert found("32.5") == ["32.5", "32.50"]
    assert found("3250") == ["32.50"]
    assert found("k", 2) == ["K", "64"]


def test_unfinished_words_are_enough():
    assert found("surgic", 1) == ["32.50"]
    assert "23.70" in found("marb")


@pytest.mark.parametrize(
    "text", ["", " ", "!!", "\x00", "\ud800", "99.99", "z" * 100_000, "🙂", "ا" * 100_000]
)
def test_odd_text_finds_nothing_and_never_fails(text):
    assert search(text) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("32.50", "32.50"),
        (" 32.5 ", "32.5"),
        ("3250", "32.50"),
        ("C 32.50", "32.50"),
        ("32.50.11", "32.50"),
        ("۳۲.۵۰", "32.50"),
        ("1.11", "01.11"),
        ("c", "C"),
    ],
)
def test_a_code_is_understood_however_it_is_written(typed, code):
    assert get(typed).code == code


@pytest.mark.parametrize("typed", ["", "32.51", "V", "0", "abc", "32.50.111"])
def test_an_unknown_code_is_nothing(typed):
    assert get(typed) is None
    assert path(typed) == ()


def test_the_path_runs_from_the_section_down():
    assert [sector.code for sector in path("32.50")] == ["C", "32", "32.5", "32.50"]


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        ("32.50", "32.50", 4),
        ("10.51", "10.52", 3),
        ("32.50", "32.30", 2),
        ("32.50", "13.10", 1),
        ("32.50", "62.01", 0),
        ("32.50", "nothing", 0),
        ("24.10", "24.34", 3),  # one ISIC class over two groups
    ],
)
def test_related_is_the_deepest_shared_level(first, second, level):
    assert related(first, second) == level


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Caffè   LATTE ", "caffe latte"),
        ("Società d’Àncona", "societa d'ancona"),
        ("كينو", fold("کینو")),
        ("ہاتھ", fold("هاته")),
        ("گل\u200cفروش", fold("گلفروش")),
        ("پاكـستان", fold("پاکستان")),
        ("اُردُو", fold("اردو")),
        ("آم", fold("ام")),
        ("۱۲۳ ١٢٣", "123 123"),
        ("Straße", "strasse"),
        ("ﻛﺘﺎﺏ", fold("کتاب")),
        ("ﬁne", "fine"),
    ],
)
def test_folding_brings_keyboards_together(written, folded):
    assert fold(written) == folded


def test_folding_is_for_comparing_and_stable():
    name = "گل\u200cزار Àlì"
    assert fold(fold(name)) == fold(name) != name
    assert words("Àlì & Sons (Pvt.) Ltd. — ۲۰۲۴") == ["ali", "sons", "pvt", "ltd", "2024"]


def test_the_first_readers_at_once_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two threads parse at the same moment Python 3.11 may say "recursion depth mismatch"."""
    parsing, most, parse = [], [], ast.parse

    def slowly(*given: object) -> ast.Module:
        parsing.append(given)
        most.append(len(parsing))
        time.sleep(0.01)
        parsing.pop()
        return parse(*given)

    monkeypatch.setattr(ast, "parse", slowly)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sources._syntax, ["nace2.py"] * 4))
    assert most == [1, 1, 1, 1]
