"""What an evaluation came to: shown once it is closed, from five answers on, and without small cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pin_app.trainings.models import LEARNED, MARKS, RECOMMEND, Evaluation, EvaluationAnswer

LEAST_ANSWERS = 5  # below that nothing is shown
SMALLEST_CELL = (
    3  # a table with fewer in one cell is not shown; none is hidden alone, for it could be subtracted
)
MARKED = ("overall", "content", "trainers", "useful")
CHOSEN = {"learned": LEARNED, "recommend": RECOMMEND}
WRITTEN = ("liked", "better")
Cells = list[tuple[str, int, int]]
"""What was answered, how often, and in percent of all answers to the question."""


@dataclass(frozen=True)
class Told:
    """What was answered to one question; `cells` is empty where they would be too small."""

    name: str
    count: int
    mean: float | None
    cells: Cells


@dataclass(frozen=True)
class Results:
    """Everything that may be read of an evaluation."""

    count: int
    questions: list[Told] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)


def results_of(evaluation: Evaluation, answers: Sequence[EvaluationAnswer]) -> Results:
    """Return what may be shown; while an evaluation is open only how many answered.

    Answers that could be read as they come in would tell what the last one said.
    """
    if evaluation.closed_at is None or len(answers) < LEAST_ANSWERS:
        return Results(len(answers))
    questions = [_marked(name, answers) for name in MARKED] + [
        _chosen(name, known, answers) for name, known in CHOSEN.items()
    ]
    texts = {name: sorted(text for one in answers if (text := getattr(one, name))) for name in WRITTEN}
    return Results(len(answers), [one for one in questions if one], texts)


def _marked(name: str, answers: Sequence[EvaluationAnswer]) -> Told | None:
    marks = [mark for one in answers if (mark := getattr(one, name)) is not None]
    if len(marks) < LEAST_ANSWERS:
        return None
    whole = Counter(str(mark) for mark in marks)
    bands = Counter("4-5" if mark >= 4 else "3" if mark == 3 else "1-2" for mark in marks)
    cells = _cells(whole, [str(mark) for mark in reversed(MARKS)]) or _cells(bands, ["4-5", "3", "1-2"])
    return Told(name, len(marks), round(sum(marks) / len(marks), 1), cells)


def _chosen(name: str, known: Sequence[str], answers: Sequence[EvaluationAnswer]) -> Told | None:
    said = [word for one in answers if (word := getattr(one, name))]
    return Told(name, len(said), None, _cells(Counter(said), known)) if len(said) >= LEAST_ANSWERS else None


def _cells(counted: Counter[str], known: Sequence[str]) -> Cells:
    if any(0 < counted[one] < SMALLEST_CELL for one in known):
        return []
    total = sum(counted.values())
    return [(one, counted[one], round(counted[one] * 100 / total)) for one in known]
