"""The supplier file as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from pin_app.claims import words
from pin_app.claims.frameworks import HEADINGS, TITLES
from pin_app.claims.ladder import Rung
from pin_app.claims.models import Questionnaire
from pin_app.claims.questions import Question
from pin_app.claims.services.answering import Line, Sheet
from pin_app.profiles.models import Profile


def shown(question: Question, answer: Any) -> str:
    """An answer in words."""
    if question.kind == "yes":
        return str(words.YES.get(answer, answer))
    unit = {"percent": "%", "money": " EUR"}.get(question.kind, "")
    return f"{answer}{unit}"


def rows(profile: Profile, sheets: Sequence[Sheet], kept: Questionnaire | None) -> list[list[str]]:
    """Return headings and one row for each answer under each heading of each framework."""
    day = kept.changed_at.date().isoformat() if kept else ""
    table = [
        [
            _("Framework"), _("Heading"), _("Question"), _("Answer"), _("Answered on"),
            _("Claim in PIN"), _("Level"), _("What the level means"), _("Source"), _("Good until"),
        ],
        [_("Firm: %(name)s", name=profile.name)],
        [_("Self-declared by the firm. ISCOS has not audited these answers; a level says what was shown.")],
    ]  # fmt: skip
    for sheet in sheets:
        for heading, lines in sheet.headings.items():
            place = [str(TITLES[sheet.framework]), str(HEADINGS[sheet.framework][heading])]
            table += [_row(place, line, day) for line in lines] or [[*place, _("No answer yet")]]
    return table


def _row(place: list[str], line: Line, day: str) -> list[str]:
    answer = shown(line.question, line.answer)
    return [*place, str(line.question.text), answer, day, *_proof(line.rung)]


def _proof(rung: Rung | None) -> list[str]:
    if rung is None:
        return []
    proof = rung.proof
    source = words.body(proof.scheme, proof.source) if proof else ""
    until = proof.valid_until.isoformat() if proof and proof.valid_until else ""
    return [
        str(words.TITLES[rung.claim.code]), rung.level.sign, str(words.LEVELS[rung.level]), source, until,
    ]  # fmt: skip
