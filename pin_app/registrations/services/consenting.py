"""Consents that people give with a registration: the very words are kept, and taking back is as easy."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pin_app.db import db, now
from pin_app.events.models import Question
from pin_app.events.showing import Said, said
from pin_app.registrations import queries
from pin_app.registrations.models import Registration, RegistrationConsent


def set_consents(
    registration: Registration, questions: Iterable[Question], given: Collection[str], language: str
) -> list[str]:
    """Have exactly those consents stand whose questions are named; returns which ones were changed.

    `given` holds public ids of questions, `language` is that of the page on which the words stood.
    """
    standing, changed = queries.agreed(registration), []
    for question in questions:
        if question.kind != "consent":
            continue
        wanted, present = question.public_id in given, standing.get(question.id)
        if wanted and present is None:
            _give(registration, question, language)
        elif not wanted and present is not None:
            present.withdrawn_at = now()
        else:
            continue
        changed.append(question.public_id)
    db.session.flush()
    return changed


def differs(registration: Registration, questions: Iterable[Question], given: Collection[str]) -> bool:
    """Whether other consents stand than those whose questions are named."""
    standing = queries.agreed(registration)
    asked = [question for question in questions if question.kind == "consent"]
    return any((one.public_id in given) != (one.id in standing) for one in asked)


def words_of(question: Question, language: str) -> Said:
    """Return what somebody agrees to, hint included, and the language in which it stands there."""
    fallback = question.event.language
    label = said(question.labels, language, fallback)
    hint = said(question.hints, label.language, fallback).text
    return Said("\n".join(part for part in (label.text, hint) if part), label.language)


def _give(registration: Registration, question: Question, language: str) -> None:
    words = words_of(question, language)
    facts = {"text": words.text, "language": words.language}
    db.session.add(RegistrationConsent(registration_id=registration.id, question_id=question.id, **facts))
