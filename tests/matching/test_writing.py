import pytest

from matching.writing import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are looking for a supplier of rice", "en"),
        ("Cerchiamo un fornitore di riso", "it"),
        ("ہمیں چاول کے سپلائر کی تلاش ہے", "ur"),
        ("Hamein chawal ke supplier ki talash hai", "ur-Latn"),
        ("12345 !!!", "en"),
    ],
)
def test_the_writing_is_found(text: str, language: str):
    assert find_language(text) == language


def test_the_script_is_stronger_than_the_hint():
    assert find_language("چاول", "it") == "ur"


def test_urdu_in_latin_letters_is_roman_urdu_even_where_urdu_is_declared():
    assert find_language("eent bhatta", "ur") == "ur-Latn"
