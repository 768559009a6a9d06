"""The questions of a form: what was answered is never lost, and who agreed agreed to the very words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events import asking, guards, queries
from pin_app.events.models import PURPOSES, Event, Question

QUESTIONS_MOST, OPTIONS_MOST = 50, 40
DETAILS = ("labels", "hints", "options", "required", "sensitive", "purpose")
WITH_OPTIONS = ("one_of", "several_of")
Option = dict[str, Any]


def add_question(event: Event, kind: str, details: Mapping[str, Any]) -> Question:
    """Put a question at the end of the form; the very same words are asked once."""
    hold(event)
    found = _fitting(event, kind, details)
    standing = queries.questions_of(event)
    if same := [one for one in standing if one.kind == kind and one.labels == found["labels"]]:
        return same[0]
    if len(standing) >= QUESTIONS_MOST:
        raise PinError("event.too_many_questions", most=QUESTIONS_MOST)
    position = max((one.position for one in standing), default=-1) + 1
    question = Question(event_id=event.id, kind=kind, position=position, **found)
    db.session.add(question)
    db.session.flush()
    _note("added", question, purpose=question.purpose)
    return question


def change_question(event: Event, question: Question, details: Mapping[str, Any]) -> Question:
    """Write other details into a question; a consent with other words than were agreed to is a new one."""
    hold(event)
    hold(question)
    if question.retired_at is not None:
        raise PinError("event.question_is_retired")
    found = _fitting(event, question.kind, details)
    if _says_something_else(question, found) and asking.is_agreed(question):
        return _succeed(question, found)
    _keep_options(question, found["options"])
    changed = [name for name, value in found.items() if getattr(question, name) != value]
    if changed:
        for name in changed:
            setattr(question, name, found[name])
        _note("changed", question, fields=changed)
    return question


def remove_question(event: Event, question: Question) -> bool:
    """Ask a question no longer; returns whether it is kept with its answers, else it is gone."""
    hold(event)
    hold(question)
    kept = asking.is_answered(question)
    if kept and question.retired_at is not None:
        return True
    if kept:
        question.retired_at = now()
    else:
        db.session.delete(question)
    _note("removed", question, kept=kept)
    return kept


def move_question(event: Event, question: Question, by: int) -> None:
    """Move a question up (-1) or down (1); at the end of the list it stays where it is."""
    hold(event)
    order = list(queries.questions_of(event, anew=True))  # read before the lock, it may have been moved since
    if question not in order:
        return
    at = order.index(question)
    to = min(max(at + by, 0), len(order) - 1)
    if to == at:
        return
    order.insert(to, order.pop(at))
    for position, one in enumerate(order):
        one.position = position
    _note("moved", question, to=to)


def with_keys(options: Sequence[Option], known: Sequence[Option]) -> list[Option]:
    """Give each option a key: its own where the question has it already, else one that was never given."""
    keys = {option["key"] for option in known}
    free = (f"o{number}" for number in range(1, 10_000) if f"o{number}" not in keys)
    used: set[str] = set()
    found = []
    for option in options:
        key = option["key"] if option["key"] in keys - used else next(free)
        used.add(key)
        found.append({"key": key, "labels": option["labels"]})
    return found


def _fitting(event: Event, kind: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the details by their names; refuse those that do not go together or with the kind."""
    if event.state == "cancelled":
        raise PinError("event.is_cancelled")
    found = {name: details[name] for name in DETAILS}
    guards.titled(found["labels"], event.language)
    if kind == "consent":
        if found["purpose"] not in PURPOSES:
            raise PinError("event.unknown_choice")
        return found | {"required": False, "sensitive": False, "hints": {}, "options": []}
    if kind not in WITH_OPTIONS:
        return found | {"purpose": "", "options": []}
    _choosable(event, found["options"])
    return found | {"purpose": ""}


def _choosable(event: Event, options: Sequence[Option]) -> None:
    if len(options) < 2:
        raise PinError("event.too_few_options")
    if len(options) > OPTIONS_MOST:
        raise PinError("event.too_many_options", most=OPTIONS_MOST)
    for option in options:
        guards.titled(option["labels"], event.language)


def _says_something_else(question: Question, found: Mapping[str, Any]) -> bool:
    return (question.labels, question.purpose) != (found["labels"], found["purpose"])


def _succeed(question: Question, found: Mapping[str, Any]) -> Question:
    """Put a new question in the place of one whose words were agreed to, and keep that one."""
    question.retired_at = now()
    after = Question(event_id=question.event_id, kind=question.kind, position=question.position, **found)
    db.session.add(after)
    db.session.flush()
    changed = [name for name, value in found.items() if getattr(question, name) != value]
    _note("succeeded", question, by_question=after.public_id, fields=changed)
    return after


def _note(verb: str, question: Question, **facts: Any) -> None:
    """Write down that the form asks something else; what people agreed to stands with each of them."""
    told = {"question": question.public_id, "kind": question.kind} | facts
    record(f"event.question_{verb}", question.event, **told)


def _keep_options(question: Question, options: Sequence[Option]) -> None:
    """Refuse to take away an option that somebody may have chosen."""
    kept = {option["key"] for option in options}
    gone = [option for option in question.options if option["key"] not in kept]
    if gone and asking.is_answered(question):
        raise PinError("event.option_is_answered")
