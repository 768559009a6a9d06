"""What a process keeps for some seconds."""

from __future__ import annotations

from itertools import count

from flask import Flask

from pin_app import memory

GROUP = "pin.tests"


def test_an_answer_is_kept_for_its_seconds_until_it_is_forgotten() -> None:
    app, number = Flask("memory"), count()
    with app.app_context():
        first = [memory.kept(GROUP, "a", 60, lambda: next(number)) for _ in range(2)]
        other = memory.kept(GROUP, "b", 60, lambda: next(number))
        late = [memory.kept(GROUP, "c", 0, lambda: next(number)) for _ in range(2)]
        memory.forget(GROUP)
        assert (first, other, late) == ([0, 0], 1, [2, 3])
        assert memory.kept(GROUP, "a", 60, lambda: next(number)) == 4


def test_tests_see_everything_as_it_is() -> None:
    app, number = Flask("memory"), count()
    app.testing = True
    with app.app_context():
        assert [memory.kept(GROUP, "a", 60, lambda: next(number)) for _ in range(2)] == [0, 1]
