import pytest

from matching.concepts import Concept, concepts
from matching.lexicon import Lexicon, trade_lexicon

RICE = Concept(
    "rice",
    ("01.12",),
    1.0,
    {
        "en": (("rice", 1.0), ("rice mill", 1.0)),
        "it": (("riso", 1.0),),
        "ur": (("چاول", 1.0),),
        "ur-Latn": (),
    },
)
MILL = Concept(
    "mill",
    ("28.93",),
    1.0,
    {
        "en": (("mill", 1.0), ("grind*", 1.0)),
        "it": (),
        "ur": (("مشینری", 1.0),),
        "ur-Latn": (("chakki", 1.0),),
    },
)


def named(text: str, language: str) -> set[str]:
    lexicon = Lexicon([RICE, MILL])
    return {lexicon.codes[column] for column in lexicon.find(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("We sell rice", "en", {"rice"}),
        ("our own mills", "en", {"mill"}),
        ("an old RICE MILL", "en", {"rice"}),
        ("grinding stones", "en", {"mill"}),
        ("vendo riso", "it", {"rice"}),
        ("چاولوں کے لیے", "ur", {"rice"}),
        ("purani chaki aur mashinri", "ur-Latn", {"mill"}),
        ("nothing of that", "en", set()),
        ("", "ur", set()),
    ],
)
def test_concepts_are_found_by_their_words(text: str, language: str, found: set[str]):
    assert named(text, language) == found


def test_little_words_name_nothing():
    assert trade_lexicon().find("hum apne gahakon ke liye achi cheez dena chahte hain", "ur-Latn") == {}
    assert trade_lexicon().find("per la nostra azienda", "it") == {}


def test_every_concept_has_words_in_all_writings_and_a_code_of_its_own():
    codes = [concept.code for concept in concepts()]
    assert len(codes) == len(set(codes))
    assert [c.code for c in concepts() if not all(c.terms[w] for w in ("en", "it", "ur", "ur-Latn"))] == []
    assert [c.code for c in concepts() if not c.nace] == []


def test_every_concept_is_found_by_its_own_first_word():
    lexicon = trade_lexicon()
    lost = []
    for column, concept in enumerate(concepts()):
        for writing, terms in concept.terms.items():
            full = next(term for term, weight in terms if weight == 1.0).replace("*", "xxx")
            if column not in lexicon.find(full, writing):
                lost.append((concept.code, writing, full))
    assert lost == []


def test_only_a_single_word_is_a_beginning():
    terms = [t for concept in concepts() for listed in concept.terms.values() for t, _ in listed if "*" in t]
    assert [term for term in terms if " " in term or term.index("*") < 4 or term[-1] != "*"] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("hum tayyar hain", "ur-Latn"), ("برطانیہ کے لوگ", "ur"), ("we got it", "en"), ("presso di noi", "it")],
)
def test_a_word_said_everywhere_is_no_form_of_a_term(text: str, language: str):
    assert trade_lexicon().find(text, language) == {}


def test_a_term_that_is_said_everywhere_only_hints():
    lexicon = trade_lexicon()
    found = lexicon.find("the board was on our site", "en")
    assert {lexicon.codes[column]: weight for column, weight in found.items()} == {
        "timber_paper": 0.4,
        "construction": 0.4,
    }


def test_skeletons_join_scripts_and_not_words_of_one_script():
    pot = Concept(
        "pot", (), 1.0, {"en": (), "it": (), "ur": (("برتنوں", 1.0),), "ur-Latn": (("grindar", 1.0),)}
    )
    lexicon = Lexicon([pot])
    assert set(lexicon.find("گرائنڈر", "ur")) == {0}
    assert lexicon.find("گرنڈیر", "ur") == {0: 1.0}
    assert lexicon.find("باراتنوں", "ur") == {}


def test_little_words_stand_in_phrases_with_forms_of_others():
    doctor = Concept(
        "dentist", (), 1.0, {"en": (), "it": (), "ur": (("دانتوں کے ڈاکٹر", 1.0),), "ur-Latn": ()}
    )
    assert Lexicon([doctor]).find("دانتوں کے ڈاکٹروں کو", "ur") == {0: 1.0}
