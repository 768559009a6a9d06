"""The everyday words as their files list them: whole, in the right letters, one meaning a word."""

import csv
import re
from collections import defaultdict
from importlib.resources import files
from itertools import pairwise

import pytest

from matching.concepts import Concept
from matching.everyday import BROAD, everyday_lexicon, everyday_words
from matching.folding import words
from matching.lexicon import Lexicon, known_forms, little_words

WRITINGS = ("en", "it", "ur", "ur-Latn")
MOST_LINES = 400
URDU = re.compile(r"[آأؤئاءبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیےۓ *~]+")
ENGLISH = re.compile(r"[a-z0-9'&+ *~-]+")
ITALIAN = re.compile(r"[a-zàèéìòù0-9'&+ *~-]+")
ROMAN = re.compile(r"[a-z0-9' ~-]+")
LETTERS = dict(zip(WRITINGS, (ENGLISH, ITALIAN, URDU, ROMAN), strict=True))

# Words that honestly name two things; the rest of a text tells which.
TWO_MEANINGS: set[tuple[str, str]] = set()


def _files():
    listed = files("matching").joinpath("data").iterdir()
    return sorted((f for f in listed if f.name.startswith("words_")), key=lambda f: f.name)


def _lines(file):
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.fixture(params=_files(), ids=lambda file: file.name)
def file(request):
    return request.param


def test_a_file_is_small_and_says_what_it_is(file):
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert text.count("\n") <= MOST_LINES


def test_every_line_has_a_code_and_four_writings(file):
    lines = _lines(file)
    assert lines[0] == "code;en;it;ur;ur-Latn"
    for line in lines[1:]:
        cells = line.split(";")
        assert len(cells) == 5, line
        assert all(term.strip() for cell in cells for term in cell.split("|")), line


def test_codes_carry_the_name_of_their_file(file):
    theme = file.name.removeprefix("words_").removesuffix(".csv")
    for row in csv.DictReader(_lines(file), delimiter=";"):
        assert re.fullmatch(rf"@?{theme}\.[a-z0-9_]+", row["code"]), row["code"]


def test_every_writing_keeps_to_its_letters(file):
    for row in csv.DictReader(_lines(file), delimiter=";"):
        for writing in WRITINGS:
            for term in row[writing].split("|"):
                assert LETTERS[writing].fullmatch(term), (row["code"], writing, term)
                assert term == term.strip(), (row["code"], writing, term)


def test_beginnings_are_long_enough_to_be_found():
    for concept in everyday_words():
        for writing, terms in concept.terms.items():
            for term, _ in terms:
                if "*" in term:
                    assert re.fullmatch(r"[^ *]{4,}\*", term), (concept.code, term)
                    assert writing != "ur-Latn", (concept.code, term)


def test_codes_are_distinct():
    codes = [concept.code for concept in everyday_words()]
    assert [a for a, b in pairwise(sorted(codes)) if a == b] == []


def test_a_word_names_one_thing():
    meant = defaultdict(set)
    for concept in everyday_words():
        for writing, terms in concept.terms.items():
            for term, _ in terms:
                meant[writing, " ".join(words(term))].add(concept.code)
    doubled = {said for said, codes in meant.items() if len(codes) > 1}
    assert doubled <= TWO_MEANINGS, sorted(doubled - TWO_MEANINGS)


def test_no_word_is_one_that_never_counts():
    for concept in everyday_words():
        for writing, terms in concept.terms.items():
            for term, _ in terms:
                assert words(term) and (
                    len(words(term)) > 1 or words(term)[0] not in little_words()[writing]
                ), (concept.code, term)


@pytest.mark.parametrize(
    ("writing", "text"),
    [
        ("en", "welding of steel gates"),
        ("it", "saldatura di cancelli"),
        ("ur", "ہم ویلڈنگ کرتے ہیں"),
        ("ur-Latn", "hum welding karte hain"),
    ],
)
def test_one_meaning_is_found_in_every_writing(writing, text):
    lexicon = everyday_lexicon()
    assert "making.welding" in {lexicon.codes[column] for column in lexicon.find(text, writing)}


def test_an_exact_form_goes_before_its_stem():
    terms = {"en": (), "it": (), "ur-Latn": ()}
    indigo = Concept("indigo", (), 1.0, terms | {"ur": (("نیل", 1.0),)})
    blue = Concept("blue", (), 1.0, terms | {"ur": (("نیلا", 1.0),)})
    lexicon = Lexicon([indigo, blue])
    assert set(lexicon.find("نیل", "ur")) == {0}
    assert set(lexicon.find("نیلا", "ur")) == {1}
    assert 1 in lexicon.find("نیلی", "ur")


def test_a_stem_of_two_letters_stands_for_nothing():
    study = Concept("study", (), 1.0, {"en": (), "it": (), "ur": (("پڑھائی", 1.0),), "ur-Latn": ()})
    assert Lexicon([study]).find("بارش پڑی", "ur") == {}


def test_words_of_many_trades_weigh_less():
    lexicon = everyday_lexicon()
    found = {
        lexicon.codes[column]: weight for column, weight in lexicon.find("women weave carpet", "en").items()
    }
    assert found["people.woman"] == BROAD < found["goods.carpet"] == 1.0


def test_known_forms_are_whole_words_of_every_writing():
    assert set(known_forms()) == set(WRITINGS)
    assert [word for listed in known_forms().values() for word in listed if words(word) != [word]] == []
