"""Roman Urdu in Urdu letters, for an encoder that knows only these."""

import subprocess
import sys

import numpy as np
import pytest

from matching.encoder_process import ChildEncoder
from matching.packaged import PackagedEncoder
from matching.spelled import in_urdu_letters

SAID = "hamein purani machine k liye naye purzay chahiyen"


def test_a_text_of_roman_urdu_is_read_in_urdu_letters():
    assert in_urdu_letters("hum chawal bechte hain") == "ہم چاول بیچتے ہیں"


@pytest.mark.parametrize("spelling", ["chahiye", "chahye", "chaiye", "chahie"])
def test_spellings_of_one_word_become_one_word(spelling: str):
    assert in_urdu_letters(f"hum ko 20 darzi {spelling}") == "ہم کو 20 درزی چاہیے"


def test_names_and_numbers_and_unknown_words_stay():
    spelled = in_urdu_letters("Valenza me 3.5 kilo xqrtz chahiye hai")
    assert spelled.startswith("Valenza میں 3.5")
    assert "xqrtz" in spelled


@pytest.mark.parametrize(
    "text",
    [
        "We are looking for a supplier of rice",
        "Cerchiamo riso per i nostri negozi",
        "ہمیں چاول چاہیے",
        "",
        "42",
    ],
)
def test_other_writings_stay_as_they_are(text: str):
    assert in_urdu_letters(text) == text


@pytest.mark.parametrize(
    "odd", ["hai ki '' ' ka", "hai ki " + "a" * 1990, "hum \ud800 hain", "k" * 2000 + " hai"]
)
def test_odd_texts_are_read_too(odd: str):
    assert isinstance(in_urdu_letters(odd), str)


def test_the_packaged_encoder_is_given_urdu_letters(monkeypatch: pytest.MonkeyPatch):
    given: list[str] = []

    def encode(self: ChildEncoder, texts: list[str]) -> np.ndarray:
        given.extend(texts)
        return np.zeros((len(texts), 2), dtype=np.float32)

    monkeypatch.setattr(ChildEncoder, "encode", encode)
    rows = PackagedEncoder("any").encode([SAID, "old machines"])
    assert rows.shape == (2, 2)
    assert given == [in_urdu_letters(SAID), "old machines"]
    assert given[0] != SAID


@pytest.mark.thorough
def test_spelling_does_not_hang_on_the_seed_of_hashes():
    code = f"from matching.spelled import in_urdu_letters; print(ascii(in_urdu_letters({SAID!r})))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
