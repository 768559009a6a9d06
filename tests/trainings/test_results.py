"""Results: from five answers on, when it is closed, and without small cells."""

from __future__ import annotations

from typing import Any

import pytest

from pin_app.db import now
from pin_app.trainings.models import Evaluation, EvaluationAnswer
from pin_app.trainings.results import Told, results_of


def answers(marks: list[int], **columns: Any) -> list[EvaluationAnswer]:
    given = {"learned": "", "recommend": "", "liked": "", "better": ""} | columns
    return [EvaluationAnswer(id=str(at), overall=mark, **given) for at, mark in enumerate(marks)]


def told(marks: list[int], **columns: Any) -> dict[str, Told]:
    found = results_of(Evaluation(closed_at=now()), answers(marks, **columns))
    return {one.name: one for one in found.questions}


def test_nothing_but_the_number_of_answers_is_told_while_it_is_open() -> None:
    found = results_of(Evaluation(closed_at=None), answers([5] * 9, liked="all"))
    assert (found.count, found.questions, found.texts) == (9, [], {})


def test_nothing_is_told_of_four() -> None:
    found = results_of(Evaluation(closed_at=now()), answers([5] * 4, liked="all"))
    assert (found.count, found.questions, found.texts) == (4, [], {})


def test_five_are_told() -> None:
    found = results_of(Evaluation(closed_at=now()), answers([5, 5, 5, 5, 5], liked="all"))
    assert [(one.name, one.mean) for one in found.questions] == [("overall", 5.0)]
    assert found.texts == {"liked": ["all"] * 5, "better": []}


@pytest.mark.parametrize(
    ("marks", "cells"),
    [
        ([5, 5, 5, 4, 4, 4], [("5", 3, 50), ("4", 3, 50), ("3", 0, 0), ("2", 0, 0), ("1", 0, 0)]),
        (
            [5, 5, 5, 4, 1, 1, 2],
            [("4-5", 4, 57), ("3", 0, 0), ("1-2", 3, 43)],
        ),  # in bands
        ([5, 5, 5, 5, 1], []),  # also a band would be alone
        ([5, 5, 3, 3, 1], []),
    ],
)
def test_no_cell_stands_for_one_or_two_people(marks: list[int], cells: list[tuple[str, int, int]]) -> None:
    assert told(marks)["overall"].cells == cells


def test_a_question_that_few_answered_is_left_out() -> None:
    rows = answers([4] * 6)
    for one in rows[:4]:
        one.content, one.learned = 3, "yes"
    found = results_of(Evaluation(closed_at=now()), rows)
    assert [one.name for one in found.questions] == ["overall"]


def test_choices_are_counted() -> None:
    assert told([4] * 5, learned="partly")["learned"].cells == [
        ("yes", 0, 0),
        ("partly", 5, 100),
        ("no", 0, 0),
    ]


def test_texts_of_one_sheet_do_not_stand_at_the_same_place() -> None:
    rows = answers([4] * 5)
    for one, liked, better in zip(rows, "edcba", "abcde", strict=True):
        one.liked, one.better = liked, better
    assert results_of(Evaluation(closed_at=now()), rows).texts == {
        "liked": list("abcde"),
        "better": list("abcde"),
    }
