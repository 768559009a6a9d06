"""A saved matcher comes back as it was, or is refused by name."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matching import Matcher, Party, Statement
from matching.settings import BLENDS
from matching.storing import StoreError

from .networks import GROCER, NETWORK, RICE_MILL, LetterEncoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Matcher(LetterEncoder()).fit(NETWORK).read_for_search().save(tmp_path / "kept")
    return tmp_path / "kept"


def figures(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.npy"))


def shorten(file: Path) -> None:
    array = np.load(file)
    np.save(file, array[:-1] if array.ndim and len(array) else np.zeros(3))


def pickled(file: Path) -> None:
    np.save(file, np.array([{"a": 1}], dtype=object), allow_pickle=True)


@pytest.mark.parametrize("harm", [Path.unlink, shorten, pickled, lambda file: file.write_bytes(b"")])
def test_a_damaged_file_is_refused(folder: Path, harm: Callable[[Path], None]):
    for file in figures(folder)[::9]:
        kept = file.read_bytes()
        harm(file)
        with pytest.raises(StoreError, match="no saved matcher") as refused:
            Matcher.load(folder, LetterEncoder())
        assert str(refused.value).startswith(f"{folder}: ")
        file.write_bytes(kept)
    Matcher.load(folder, LetterEncoder())


@pytest.mark.parametrize("name", ["floor", "worth", "index", "groups", "boards", "parties", "figures"])
@pytest.mark.parametrize(
    "harm", [lambda words, name: words.pop(name), lambda words, name: words.update({name: None})]
)
def test_a_damaged_word_is_refused(folder: Path, name: str, harm: Callable[[dict, str], object]):
    file = folder / "parties.json"
    words = json.loads(file.read_text())
    harm(words, name)
    file.write_text(json.dumps(words))
    with pytest.raises(StoreError, match="no saved matcher"):
        Matcher.load(folder, LetterEncoder())


@pytest.mark.parametrize("words", ["", "{", "[]", "null", '{"format": 999}'])
def test_what_is_no_matcher_is_refused(folder: Path, words: str):
    (folder / "parties.json").write_text(words)
    with pytest.raises(StoreError, match="no saved matcher"):
        Matcher.load(folder, LetterEncoder())


def test_changes_are_kept_and_other_files_left_alone(folder: Path):
    matcher = (
        Matcher.load(folder, LetterEncoder()).update([replace(GROCER, id="second")]).remove([RICE_MILL.id])
    )
    (folder / "notes.txt").write_text("mine")
    matcher.save(folder)
    again = Matcher.load(folder, LetterEncoder())
    assert again.suggest_all() == matcher.suggest_all()
    assert again.similar("rice") == matcher.similar("rice")
    assert {file.suffix for file in folder.rglob("*") if file.is_file()} == {".json", ".npy", ".txt"}


def test_weights_of_ones_own_are_kept(tmp_path: Path):
    own = {
        purpose: replace(blend, middle=0.2, terms=replace(blend.terms, ticket=0.1))
        for purpose, blend in BLENDS.items()
    }
    matcher = Matcher(None, blends=own).fit(NETWORK)
    matcher.save(tmp_path)
    assert Matcher.load(tmp_path).blends == own
    assert (
        Matcher.load(tmp_path).suggest_all()
        == matcher.suggest_all()
        != Matcher(None).fit(NETWORK).suggest_all()
    )


def test_letters_that_no_file_can_hold_come_back(tmp_path: Path):
    odd = "\ud800 basmati rice \udfff"
    party = Party(
        odd, "pakistani_firm", region=odd, home_district=odd, owner=odd, statements=(Statement("offer", odd),)
    )
    matcher = Matcher(None).fit([*NETWORK, party])
    assert party.id in [s.party_id for s in matcher.suggest(GROCER.id)]
    matcher.save(tmp_path)
    assert Matcher.load(tmp_path).parties_[odd] == party
