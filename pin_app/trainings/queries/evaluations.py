"""Evaluations: of a series, of an address, open to somebody; and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.registrations.models import Registration
from pin_app.trainings.calendar import today
from pin_app.trainings.models import (
    Evaluation,
    EvaluationAnswer,
    SeriesEvent,
    SheetTaken,
    TrainingSeries,
)
from pin_app.typed import is_public_id

ASKED = ("overall", "content", "trainers", "useful", "learned", "recommend", "liked", "better")


def evaluations_of(series: TrainingSeries) -> Sequence[Evaluation]:
    """Return the evaluations of a series, the newest first."""
    wanted = select(Evaluation).where(Evaluation.series_id == series.id)
    wanted = wanted.options(joinedload(Evaluation.event), joinedload(Evaluation.series))
    return db.session.scalars(wanted.order_by(Evaluation.id.desc())).all()


def evaluation_of(public_id: str) -> Evaluation | None:
    """Return the evaluation of an address, None where there is none."""
    if not is_public_id(public_id):
        return None
    wanted = select(Evaluation).where(Evaluation.public_id == public_id)
    return db.session.scalar(wanted.options(joinedload(Evaluation.event), joinedload(Evaluation.series)))


def answers_to(evaluation: Evaluation) -> Sequence[EvaluationAnswer]:
    """Return the answered sheets by their random names."""
    wanted = select(EvaluationAnswer).where(EvaluationAnswer.evaluation_id == evaluation.id)
    return db.session.scalars(wanted.order_by(EvaluationAnswer.id)).all()


def count_answers(evaluation: Evaluation) -> int:
    """How many answered sheets there are."""
    return counts_of([evaluation]).get(evaluation.id, 0)


def counts_of(evaluations: Iterable[Evaluation]) -> dict[int, int]:
    """How many answered sheets there are of each evaluation."""
    numbers = [one.id for one in evaluations]
    counted = select(EvaluationAnswer.evaluation_id, func.count()).where(
        EvaluationAnswer.evaluation_id.in_(numbers)
    )
    found = db.session.execute(counted.group_by(EvaluationAnswer.evaluation_id))
    return {row[0]: row[1] for row in found}


def has_taken(evaluation: Evaluation, registration_ids: Iterable[int]) -> bool:
    """Whether a person with these registrations has taken a sheet already."""
    taken = select(SheetTaken.registration_id).where(
        SheetTaken.evaluation_id == evaluation.id, SheetTaken.registration_id.in_(list(registration_ids))
    )
    return db.session.scalar(taken.limit(1)) is not None


def open_evaluations_for(registration: Registration) -> Sequence[Evaluation]:
    """Return the evaluations that somebody who was at this date may answer."""
    was_there = select(CheckIn.id).where(CheckIn.registration_id == registration.id)
    wanted = select(Evaluation).join(SeriesEvent, SeriesEvent.series_id == Evaluation.series_id)
    wanted = wanted.where(
        SeriesEvent.event_id == registration.event_id,
        Evaluation.closed_at.is_(None),
        Evaluation.closes_on >= today(),
        or_(Evaluation.event_id.is_(None), Evaluation.event_id == registration.event_id),
        was_there.exists(),
    )
    both = (joinedload(Evaluation.event), joinedload(Evaluation.series))
    return db.session.scalars(wanted.options(*both).order_by(Evaluation.id)).all()


def due_to_close(day: date) -> Sequence[Evaluation]:
    """Return the open evaluations whose last day lies before a day."""
    late = (Evaluation.closed_at.is_(None), Evaluation.closes_on < day)
    return db.session.scalars(select(Evaluation).where(*late).order_by(Evaluation.id).limit(500)).all()


def due_to_be_emptied(moment: datetime) -> Sequence[Evaluation]:
    """Return the evaluations that were closed before a moment and still hold texts."""
    written = select(EvaluationAnswer.id).where(
        EvaluationAnswer.evaluation_id == Evaluation.id,
        or_(EvaluationAnswer.liked != "", EvaluationAnswer.better != ""),
    )
    old = select(Evaluation).where(Evaluation.closed_at < moment, written.exists())
    return db.session.scalars(old.order_by(Evaluation.id).limit(500)).all()
