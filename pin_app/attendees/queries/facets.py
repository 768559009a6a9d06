"""What a list can be filtered by, and the condition that each filter puts on a registration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Text, cast, exists, false, func, or_, select

from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.events.models import Event, Question
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.typed import is_public_id

Condition = ColumnElement[bool]
Make = Callable[[Sequence[str]], Condition]
NOTHING = "none"  # the value of those who said nothing
PLAIN = ("status", "kind", "language", "country", "source")
COLUMNS = {
    "status": Registration.state,
    "kind": Registration.kind,
    "language": Registration.language,
    "country": Registration.country,
    "source": Registration.source,
}
CHECKED_IN = "in"
ANSWERS = ("yes_no", "one_of", "several_of")


def conditions(event: Event, questions: Iterable[Question]) -> dict[str, Make]:
    """Return the facets of an event: each takes values, of which one must hold."""
    found: dict[str, Make] = {facet: _plain(facet) for facet in PLAIN}
    found[CHECKED_IN] = checked_in
    for question in questions:
        if question.kind in ANSWERS:
            found[key_of(question)] = _answer(question)
        elif question.kind == "consent":
            found[key_of(question)] = _consent(question)
    return found


def key_of(question: Question) -> str:
    """The name of a question's facet and column."""
    return f"{'c' if question.kind == 'consent' else 'q'}-{question.public_id}"


def is_of_question(key: str) -> bool:
    """Whether a facet's name is that of a question, be it still there or not."""
    return key[:2] in ("c-", "q-") and is_public_id(key[2:])


def standing(*rules: Condition) -> Condition:
    """Condition of those who have a consent that stands now, of questions for which the rules hold."""
    wanted = select(RegistrationConsent.id).join(Question, Question.id == RegistrationConsent.question_id)
    mine = (
        RegistrationConsent.registration_id == Registration.id,
        RegistrationConsent.withdrawn_at.is_(None),
    )
    return wanted.where(*mine, Question.event_id == Registration.event_id, *rules).exists()


def checked_in(values: Sequence[str]) -> Condition:
    """Condition of those who were there on one of some days, or on any."""
    there = (CheckIn.registration_id == Registration.id, CheckIn.item_id.is_(None))
    if "any" in values:
        return exists().where(*there)
    return exists().where(*there, CheckIn.day.in_(_days(values)))


def present_values(event: Event) -> dict[str, Sequence[str]]:
    """Return the countries and kinds that occur in an event's list, each with its own query."""
    found: dict[str, Sequence[str]] = {}
    for facet in ("country", "kind"):
        wanted = select(COLUMNS[facet]).where(Registration.event_id == event.id).distinct()
        found[facet] = sorted(db.session.scalars(wanted))
    return found


def _plain(facet: str) -> Make:
    return lambda values: COLUMNS[facet].in_(["" if value == NOTHING else value for value in values])


def _consent(question: Question) -> Make:
    given = standing(RegistrationConsent.question_id == question.id)
    by_value = {"yes": given, "no": ~given}
    return lambda values: _any(by_value, values)


def _answer(question: Question) -> Make:
    answer = Registration.answers[question.public_id]
    nothing = answer.as_string().is_(None)
    if question.kind == "yes_no":
        by_value = {"yes": answer.as_boolean().is_(True), "no": answer.as_boolean().is_(False)}
        return lambda values: _any(by_value | {NOTHING: nothing}, values)
    if question.kind == "one_of":
        return lambda values: or_(answer.as_string().in_(values), nothing if NOTHING in values else false())
    listed = cast(answer.as_json(), Text)
    return lambda values: or_(
        *(listed.contains(json.dumps(value), autoescape=True) for value in values),
        nothing if NOTHING in values else false(),
    )


def _any(by_value: Mapping[str, Condition], values: Sequence[str]) -> Condition:
    return or_(false(), *(by_value[value] for value in values if value in by_value))


def negated(condition: Condition) -> Condition:
    """The opposite, which also holds for those of whom nothing is known."""
    return ~func.coalesce(condition, false())


def _days(values: Iterable[str]) -> list[date]:
    found = []
    for value in values:
        try:
            found.append(date.fromisoformat(value))
        except ValueError:
            continue
    return found
