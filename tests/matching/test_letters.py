import numpy as np

from matching.letters import LettersView


def likeness(a: str, b: str) -> float:
    rows = LettersView().fit([a, b, "qualcosa di altro", "کچھ اور"]).transform([a, b]).toarray()
    return float(rows[0] @ rows[1])


def test_roman_urdu_meets_urdu_by_its_consonants():
    assert likeness("sialkot ke football", "سیالکوٹ کے فٹبال") > 0.5
    assert likeness("sialkot ke football", "گوجرانوالہ کے چاول") < 0.2


def test_rows_have_length_one_and_no_text_has_none():
    rows = LettersView().fit(["riso", "چاول"]).transform(["riso basmati", ""]).toarray()
    assert np.allclose(np.linalg.norm(rows, axis=1), [1.0, 0.0])
