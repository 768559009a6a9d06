"""What callers may ask, and what they are told where they may not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

from matching import Matcher

from .networks import GROCER, HOSPITAL, INVESTOR, NETWORK, RICE_MILL, BrokenEncoder, LetterEncoder


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(None).fit(NETWORK)


@pytest.mark.parametrize("k", [-1, 1.5, "3", None])
def test_only_whole_numbers_of_partners_are_given(matcher: Matcher, k: Any):
    for ask in (lambda: matcher.suggest(GROCER.id, k), lambda: matcher.suggest_all(k)):
        with pytest.raises(ValueError, match="whole number"):
            ask()
    with pytest.raises(ValueError, match="whole number"):
        matcher.similar("rice", k)


def test_none_one_and_more_than_there_are(matcher: Matcher):
    everybody = matcher.suggest(GROCER.id, 10**9)
    assert matcher.suggest(GROCER.id, 0) == []
    assert matcher.suggest(GROCER.id, np.int64(1)) == everybody[:1] != []
    assert set(map(len, matcher.suggest_all(0).values())) == {0}
    assert matcher.similar("rice", 0) == []


@pytest.mark.parametrize("capacity", ["loose", 5, None])
def test_an_unknown_way_of_spreading_is_refused(matcher: Matcher, capacity: Any):
    with pytest.raises(ValueError, match="capacity"):
        matcher.suggest_all(capacity=capacity)


def test_an_unknown_purpose_is_refused_whoever_asks(matcher: Matcher):
    with pytest.raises(ValueError, match="purpose"):
        matcher.suggest("nobody", purpose="love")
    assert matcher.suggest(INVESTOR.id) == []


def test_one_id_is_not_taken_letter_by_letter(matcher: Matcher):
    with pytest.raises(ValueError, match="not a list"):
        matcher.remove("grocer")


def test_who_knows_nobody_says_so(tmp_path):
    empty = Matcher(None)
    for ask in (lambda: empty.suggest(GROCER.id), empty.suggest_all, lambda: empty.save(tmp_path)):
        with pytest.raises(NotFittedError, match="fit or load"):
            ask()
    assert empty.similar("rice") == []
    assert empty.remove(["x"]).update([GROCER, RICE_MILL]).suggest(GROCER.id)


@pytest.mark.parametrize("encoder", ["e5", 5, object()])
def test_what_is_no_encoder_is_refused(encoder: Any):
    with pytest.raises(ValueError, match="encoder"):
        Matcher(encoder)


def test_a_change_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    encoder = LetterEncoder()
    matcher = Matcher(encoder).fit(NETWORK)
    before = matcher.suggest_all()

    def out_of_memory(texts: object) -> object:
        raise MemoryError

    monkeypatch.setattr(encoder, "encode", out_of_memory)
    with pytest.raises(MemoryError):
        matcher.update([HOSPITAL])
    assert matcher.suggest_all() == before


class OddEncoder(BrokenEncoder):
    """Answers as it was told to."""

    def __init__(self, answer: Callable[[int], Any]) -> None:
        self.answer = answer

    def encode(self, texts: Any) -> Any:
        return self.answer(len(texts))


def fail(count: int) -> object:
    raise RuntimeError("the model fell over")


@pytest.mark.parametrize(
    "answer",
    [
        fail,
        lambda n: np.full((n, 8), np.nan),
        lambda n: np.full((n, 8), 1e300),
        lambda n: np.ones((n, 8), dtype=np.complex64),
        lambda n: np.zeros((n, 0)),
        lambda n: np.zeros(n),
        lambda n: [[1.0], [1.0, 2.0]] * n,
        lambda n: None,
        lambda n: "vectors",
        lambda n: (row for row in np.ones((n, 8))),
    ],
)
def test_whatever_an_encoder_does_the_engine_goes_on(answer: Callable[[int], Any]):
    matcher = Matcher(OddEncoder(answer)).fit(NETWORK)
    assert matcher.encoder_name is None
    assert matcher.encoder_problem is not None
    assert "broken-1" in matcher.encoder_problem
    assert matcher.suggest_all() == Matcher(None).fit(NETWORK).suggest_all()


@pytest.mark.parametrize("kind", ["float64", "float16", "int64", "object"])
def test_figures_of_any_kind_are_taken(kind: str):
    def counted(count: int) -> Any:
        return (np.arange(count * 8).reshape(count, 8) % 7).astype(kind)

    assert Matcher(OddEncoder(counted)).fit(NETWORK).encoder_problem is None


def test_an_encoder_that_changes_its_width_is_left_out():
    widths = iter([8, 9])
    matcher = Matcher(OddEncoder(lambda n: np.ones((n, next(widths))))).fit(NETWORK)
    assert matcher.similar("rice")
    assert matcher.encoder_problem == "encoder broken-1: 9 instead of 8 figures a text as before"
