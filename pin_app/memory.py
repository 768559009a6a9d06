"""Answers that each process keeps for some seconds: facts for everybody that pages ask for all the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app

Value = TypeVar("Value")


def kept(group: str, name: str, seconds: float, ask: Callable[[], Value]) -> Value:
    """Return what was answered less than so many seconds ago, else ask; tests see everything as it is.

    Never for what belongs to one person: the name is all that tells answers apart.
    """
    answers: dict[str, tuple[float, Any]] = current_app.extensions.setdefault(group, {})
    until, value = answers.get(name, (0.0, None))
    if time.monotonic() < until and not current_app.testing:
        return value  # type: ignore[no-any-return]
    value = ask()
    answers[name] = (time.monotonic() + seconds, value)
    return value


def forget(group: str) -> None:
    """Ask anew for everything of a group."""
    current_app.extensions.pop(group, None)
