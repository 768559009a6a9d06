"""The box of sheets: blank ones go out by token, answered ones come in, and it is shaken each time.

All rows of an evaluation are written anew in a random order by the last transaction that touched them. So
neither the order of rows, nor their names, nor the transaction that wrote them tells who came when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from random import SystemRandom
from typing import Any, cast

from sqlalchemy import CursorResult, Table, delete, insert, select

from pin_app.db import Base, db
from pin_app.errors import PinError
from pin_app.security import new_secret
from pin_app.trainings import queries
from pin_app.trainings.models import Evaluation, EvaluationAnswer, EvaluationSheet, SheetTaken, new_sheet_id

_chance = SystemRandom()


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def evaluation_of_sheet(token: str) -> Evaluation | None:
    """Return the evaluation that a blank sheet is for, None once it is used or closed."""
    sheet = db.session.get(EvaluationSheet, digest(token))
    return db.session.get(Evaluation, sheet.evaluation_id) if sheet else None


def take_out(evaluation: Evaluation, count: int, people: int) -> list[str]:
    """Return tokens of new blank sheets; with the answered ones there are never more than people."""
    kept = _rows(EvaluationSheet, evaluation)
    if count > left_of(evaluation, people):
        raise PinError("training.no_more_sheets")
    tokens = [new_secret() for _ in range(count)]
    fresh = [{"digest": digest(token), "evaluation_id": evaluation.id} for token in tokens]
    _write_anew(EvaluationSheet, evaluation, [*kept, *fresh])
    return tokens


def left_of(evaluation: Evaluation, people: int) -> int:
    """Return how many sheets can still be taken out."""
    return people - len(_rows(EvaluationSheet, evaluation)) - queries.count_answers(evaluation)


def put_in(evaluation: Evaluation, token: str, values: Mapping[str, Any]) -> None:
    """Exchange a blank sheet for an answered one; of the blank one nothing is left."""
    blank = delete(EvaluationSheet).where(EvaluationSheet.digest == digest(token))
    if cast("CursorResult[Any]", db.session.execute(blank)).rowcount != 1:
        raise PinError("training.sheet_used")
    new = {name: values[name] for name in queries.ASKED} | {"evaluation_id": evaluation.id}
    rows = [*_rows(EvaluationAnswer, evaluation), new]
    _write_anew(EvaluationAnswer, evaluation, [row | {"id": new_sheet_id()} for row in rows])


def empty_of_blanks(evaluation: Evaluation) -> None:
    """Throw away blank sheets, and forget who took one."""
    for model in (EvaluationSheet, SheetTaken):
        db.session.execute(delete(model).where(model.evaluation_id == evaluation.id))


def _rows(model: type[Base], evaluation: Evaluation) -> list[dict[str, Any]]:
    table = cast("Table", model.__table__)
    found = db.session.execute(select(table).where(table.c.evaluation_id == evaluation.id))
    return [dict(row) for row in found.mappings()]


def _write_anew(model: type[Base], evaluation: Evaluation, rows: Iterable[dict[str, Any]]) -> None:
    table, shuffled = cast("Table", model.__table__), list(rows)
    _chance.shuffle(shuffled)
    db.session.execute(table.delete().where(table.c.evaluation_id == evaluation.id))
    db.session.execute(insert(table), shuffled)
