"""Answers to the questionnaire: kept as one goes, and laid out under the headings that buyers know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.claims import policies, queries
from pin_app.claims.frameworks import FRAMEWORKS, HEADINGS
from pin_app.claims.ladder import Rung
from pin_app.claims.models import Questionnaire
from pin_app.claims.questions import QUESTIONS, VERSION, YES, Question, of_part
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Line:
    """One answer under one heading of a framework, with the claim that may prove it."""

    question: Question
    answer: Any
    rung: Rung | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A framework's headings, each with its lines."""

    framework: str
    headings: dict[str, list[Line]]


def answer_part(profile: Profile, by: User, part: int, given: Mapping[str, Any]) -> Questionnaire:
    """Keep the answers of one part; a question that is left empty loses its answer."""
    hold(profile)
    kept = db.session.get(Questionnaire, profile.id)
    if kept is None:
        kept = Questionnaire(profile_id=profile.id, answers={})
        db.session.add(kept)
    asked = of_part(part, policies.has_union_consent(profile))
    answers = {code: value for code, value in kept.answers.items() if code in QUESTIONS}
    for question in asked:
        value = checked(question, given.get(question.code))
        answers.pop(question.code, None)
        if value is not None:
            answers[question.code] = value
    if answers != kept.answers:
        kept.answers, kept.changed_at, kept.version, kept.by_id = answers, now(), VERSION, by.id
    db.session.flush()
    return kept


def checked(question: Question, value: Any) -> Any:
    """Return an answer in the form in which it is kept, None for none; refuses what cannot be."""
    if value in (None, ""):
        return None
    if question.kind == "yes":
        if value not in YES:
            raise PinError("claim.choose")
        return value
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= question.most:
        raise PinError("claim.figure", most=question.most)
    return value


def finish(profile: Profile, by: User) -> None:
    """Note that a firm has finished its answers, with the day."""
    hold(profile)
    kept = db.session.get(Questionnaire, profile.id)
    if kept is None or not kept.answers:
        raise PinError("claim.no_answers")
    if kept.sent_at is None or kept.sent_at < kept.changed_at:
        kept.sent_at = now()
        record("questionnaire.finished", profile, actor=by, answers=len(kept.answers))
        db.session.flush()


def answers_of(profile: Profile) -> dict[str, Any]:
    """Return a firm's answers; those about unions only while the owner agrees."""
    kept = db.session.get(Questionnaire, profile.id)
    if kept is None:
        return {}
    allowed = policies.has_union_consent(profile)
    known = ((code, value) for code, value in kept.answers.items() if code in QUESTIONS)
    return {code: value for code, value in known if allowed or not QUESTIONS[code].special}


def forget_union_answers(profile: Profile) -> None:
    """Delete what a firm answered about unions."""
    kept = db.session.get(Questionnaire, profile.id)
    if kept is not None:
        special = {code for code, question in QUESTIONS.items() if question.special}
        kept.answers = {code: value for code, value in kept.answers.items() if code not in special}


def percent(profile: Profile) -> int:
    """How much of the questionnaire is answered, 0 to 100."""
    allowed = policies.has_union_consent(profile)
    asked = [q for q in QUESTIONS.values() if allowed or not q.special]
    return round(100 * len(answers_of(profile)) / len(asked))


def supplier_file(profile: Profile) -> list[Sheet]:
    """Return a firm's answers under the headings of each framework, with the claims behind them."""
    answers = answers_of(profile)
    rungs = {rung.claim.code: rung for rung in queries.rungs_of_many([profile.id]).get(profile.id, [])}
    return [Sheet(framework, _under(framework, answers, rungs)) for framework in FRAMEWORKS]


def _under(framework: str, answers: dict[str, Any], rungs: dict[str, Rung]) -> dict[str, list[Line]]:
    return {
        heading: [
            Line(question, answers[code], rungs.get(question.claim))
            for code, question in QUESTIONS.items()
            if heading in question.headings and code in answers
        ]
        for heading in HEADINGS[framework]
    }
