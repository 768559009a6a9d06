"""Tries are counted across processes and restarts, and a window ends by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pin_app import throttle as module
from pin_app.settings import Settings
from pin_app.throttle import Throttle


def opened(folder: Path) -> Throttle:
    throttle = Throttle()
    throttle.init_app(
        Settings(data_dir=folder, database_url=f"sqlite:///{folder}/pin.sqlite3", secret_key="x")
    )
    return throttle


def test_the_try_after_the_last_waits(tmp_path: Path) -> None:
    throttle = opened(tmp_path)
    waits = [throttle.hit("sign-in", "a@example.org", "3 per minute") for _ in range(4)]
    throttle.close()
    assert waits[:3] == [0, 0, 0]
    assert 1 <= waits[3] <= 60


def test_counts_survive_a_restart_and_are_shared(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    waits = [throttle.hit("sign-in", "a", "2 per hour") for throttle in (first, second, first)]
    first.close(), second.close()
    again = opened(tmp_path)
    waits.append(again.hit("sign-in", "a", "2 per hour"))
    again.close()
    assert [bool(wait) for wait in waits] == [False, False, True, True]


def test_keys_are_told_apart_and_forgotten_one_by_one(tmp_path: Path) -> None:
    throttle = opened(tmp_path)
    throttle.hit("sign-in", "a", "1 per hour")
    throttle.forget("sign-in", "a", "1 per hour")
    waits = [throttle.hit("sign-in", key, "1 per hour") for key in ("a", "b", "A")]
    throttle.close()
    assert [bool(wait) for wait in waits] == [False, False, True]


def test_a_window_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    throttle = opened(tmp_path)
    throttle.hit("search", "a", "1 per minute")
    later = module.time.time() + 61
    monkeypatch.setattr(module.time, "time", lambda: later)
    assert throttle.hit("search", "a", "1 per minute") == 0
    throttle.close()


def test_no_try_is_lost_between_threads(tmp_path: Path) -> None:
    throttle = opened(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: throttle.hit("register", "x", "20 per hour"), range(60)))
    throttle.close()
    assert sum(wait == 0 for wait in waits) == 20
