"""What callers ask of a matcher, looked at before anything is done."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any

from sklearn.exceptions import NotFittedError

from matching.encoder import Encoder


def check_count(count: Any, name: str = "k") -> int:
    """Return a whole number of 0 or more, else raise a ValueError."""
    try:
        whole = operator.index(count)
    except TypeError:
        whole = -1
    if whole < 0:
        raise ValueError(f"{name} is {count!r}, not a whole number of 0 or more")
    return whole


def check_one_of(value: Any, known: Iterable[Any], name: str) -> None:
    """Raise a ValueError where a value is none of those that are known."""
    listed = tuple(known)
    if not any(value is one or (isinstance(one, str) and value == one) for one in listed):
        raise ValueError(f"{name} is {value!r}, none of {', '.join(map(repr, listed))}")


def check_ids(ids: Any) -> set[str]:
    """Return ids as a set; a single text, which would be taken letter by letter, is a ValueError."""
    if isinstance(ids, str):
        raise ValueError(f"ids are {ids!r}, not a list of them")
    return set(ids)


def check_encoder(encoder: Any) -> Encoder | None:
    """Return an encoder or None; a ValueError for what has no `name` and `encode`."""
    if encoder is None:
        return None
    if not isinstance(getattr(encoder, "name", None), str) or not callable(getattr(encoder, "encode", None)):
        raise ValueError(f'the encoder {encoder!r:.80} is neither "auto" nor None nor has name and encode')
    checked: Encoder = encoder
    return checked


def check_fitted(is_fitted: Any) -> None:
    """Raise scikit-learn's NotFittedError, a ValueError, where a matcher knows no network yet."""
    if not is_fitted:
        raise NotFittedError("this matcher knows nobody yet: call fit or load first")
