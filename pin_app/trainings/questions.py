"""Questions of several dates, each asked once: what was copied from date to date is the same question."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pin_app.db import db
from pin_app.events.models import Event, Question


@dataclass(frozen=True)
class Asked:
    """What a form for several dates asks, and which question of each date an answer is for."""

    questions: Sequence[Question]
    by_event: Mapping[int, Mapping[str, str]]  # question of the date -> question of the form

    def answers_at(self, event: Event, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers of the form as those of one date."""
        asked = self.by_event.get(event.id, {})
        return {own: answers[shown] for own, shown in asked.items() if shown in answers}

    def consents_at(self, event: Event, consents: Collection[str]) -> list[str]:
        """Return the consents of the form as those of one date."""
        return [own for own, shown in self.by_event.get(event.id, {}).items() if shown in consents]


def once(events: Iterable[Event]) -> Asked:
    """Return what the forms of some dates ask, in the order of the first; required where any date asks so."""
    numbers = [event.id for event in events]
    wanted = select(Question).where(Question.event_id.in_(numbers), Question.retired_at.is_(None))
    wanted = wanted.options(joinedload(Question.event))
    found = db.session.scalars(wanted.order_by(Question.position, Question.id)).all()
    shown: dict[str, Question] = {}
    for question in found:
        same = _same(question)
        if same not in shown or (question.required and not shown[same].required):
            shown[same] = question
    by_event: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for question in found:
        by_event[question.event_id][question.public_id] = shown[_same(question)].public_id
    return Asked(list(shown.values()), by_event)


def _same(question: Question) -> str:
    """What two questions have in common that are one; of a consent also its hint, which is agreed to."""
    parts = [question.kind, question.purpose, question.labels, question.hints, question.options]
    return json.dumps(parts, sort_keys=True)
