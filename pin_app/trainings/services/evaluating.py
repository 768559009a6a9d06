"""Anonymous evaluation: those who were there take a blank sheet each, and nobody knows who filled in which.

What keeps answers apart from people stands in docs/trainings.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.showing import in_language, title_of
from pin_app.mail.services import path_to, queue
from pin_app.registrations.models import Registration, RegistrationMail
from pin_app.security import sign, unsign
from pin_app.trainings import queries
from pin_app.trainings.attendance import Person
from pin_app.trainings.calendar import LINK_LASTS, OPEN_DAYS, today
from pin_app.trainings.models import Evaluation, EvaluationAnswer, SheetTaken, TrainingSeries
from pin_app.trainings.services import box

PURPOSE = "trainings.sheet"
SLIPS_MOST = 100  # that are printed at once


def open_evaluation(series: TrainingSeries, event: Event | None, by: User) -> Evaluation:
    """Ask everybody who was at the series, or at one of its dates, what they think; each is written to."""
    hold(series)
    if event is not None and event not in queries.dates_of([series])[series.id]:
        raise PinError("training.no_such_event")
    made = Evaluation(series=series, event=event, closes_on=today() + timedelta(days=OPEN_DAYS))
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise PinError("training.evaluated_already") from None
    record("training.evaluation_opened", made, actor=by, series=series.public_id)
    for person in queries.present_in(series, event):
        _invite(made, person)
    return made


def hand_out(evaluation: Evaluation, registration: Registration) -> str:
    """Give somebody who was there a blank sheet and return its token, which nothing kept here knows.

    That they have one is noted, so that nobody takes two.
    """
    hold(evaluation)
    _still_open(evaluation)
    present = queries.present_in(evaluation.series, evaluation.event)
    person = _among(present, registration)
    if person is None:
        raise PinError("training.was_not_there")
    if queries.has_taken(evaluation, (row.id for row in person.rows)):
        raise PinError("training.sheet_taken")
    db.session.add(SheetTaken(evaluation_id=evaluation.id, registration_id=person.first.id))
    return box.take_out(evaluation, 1, len(present))[0]


def may_take(evaluation: Evaluation, registration: Registration) -> bool:
    """Whether a blank sheet waits for somebody who was there."""
    person = _among(queries.present_in(evaluation.series, evaluation.event), registration)
    return person is not None and not queries.has_taken(evaluation, (row.id for row in person.rows))


def print_slips(evaluation: Evaluation, count: int, by: User | None = None) -> list[str]:
    """Return the tokens of blank sheets to be drawn from a hat: as many as wanted and still left.

    The trail says how many, for who prints sheets could fill them in as well.
    """
    hold(evaluation)
    _still_open(evaluation)
    present = len(queries.present_in(evaluation.series, evaluation.event))
    wanted = min(count, SLIPS_MOST, box.left_of(evaluation, present))
    tokens = box.take_out(evaluation, max(1, wanted), present)
    record("training.slips_printed", evaluation, actor=by, count=len(tokens))
    return tokens


def answer(token: str, values: Mapping[str, Any]) -> None:
    """Take an answered sheet; it cannot be used again."""
    evaluation = box.evaluation_of_sheet(token)
    if evaluation is None:
        raise PinError("training.sheet_used")
    hold(evaluation)
    _still_open(evaluation)
    box.put_in(evaluation, token, values)


def close(evaluation: Evaluation, by: User | None = None) -> None:
    """Take no more answers: blank sheets, and who took one, are forgotten. Said twice, it happens once."""
    hold(evaluation)
    if evaluation.closed_at is not None:
        return
    evaluation.closed_at = now()
    box.empty_of_blanks(evaluation)
    record("training.evaluation_closed", evaluation, actor=by)


def forget_texts(evaluation: Evaluation) -> None:
    """Empty what people wrote; marks stay."""
    hold(evaluation)
    emptied = update(EvaluationAnswer).where(EvaluationAnswer.evaluation_id == evaluation.id)
    db.session.execute(emptied.values(liked="", better=""))


def path_to_take(evaluation: Evaluation, registration_id: str) -> str:
    """Return the path of the page on which one person takes a sheet."""
    token = sign(PURPOSE, [evaluation.public_id, registration_id])
    return path_to("trainings.take", token=token)


def invited(token: str) -> tuple[Evaluation, Registration] | None:
    """Return which evaluation and whom an invitation is for, None where it is not good."""
    facts = unsign(PURPOSE, token, int(LINK_LASTS.total_seconds()))
    if not (isinstance(facts, list) and len(facts) == 2 and all(isinstance(one, str) for one in facts)):
        return None
    evaluation = queries.evaluation_of(facts[0])
    found = db.session.scalar(select(Registration).where(Registration.public_id == facts[1]))
    return (evaluation, found) if evaluation is not None and found is not None else None


def _among(present: list[Person], registration: Registration) -> Person | None:
    return next((one for one in present if any(row.id == registration.id for row in one.rows)), None)


def _still_open(evaluation: Evaluation) -> None:
    if evaluation.closed_at is not None or evaluation.closes_on < today():
        raise PinError("training.evaluation_closed")


def _invite(evaluation: Evaluation, person: Person) -> None:
    row, series, event = person.newest, evaluation.series, evaluation.event
    if not row.email:
        return
    title = title_of(event, row.language) if event else None
    mail = queue(
        "training_evaluation",
        to=row.email,
        language=row.language,
        name=f"{row.given_name} {row.surname}",
        title=title or in_language(series.titles, row.language, series.language),
        until=evaluation.closes_on,
        link=path_to_take(evaluation, row.public_id),
    )
    db.session.add(RegistrationMail(registration_id=row.id, mail_id=mail.id))
    db.session.flush()
