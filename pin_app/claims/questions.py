"""One questionnaire, and under which headings of other frameworks each answer belongs.

Sources of the mapping stand in docs/decisions (claims and their sources); the wording is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

VERSION = 1
YES = ("yes", "partly", "no", "not_applicable")
PARTS: dict[int, Any] = {
    1: _l("People and contracts"),
    2: _l("Age and freedom"),
    3: _l("Pay and hours"),
    4: _l("Voice and safety"),
    5: _l("Conduct"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its part, the kind of its answer, its headings elsewhere, the claim that may prove it."""

    code: str
    part: int
    kind: str  # yes, count, percent, hours or money
    text: Any
    headings: tuple[str, ...]
    claim: str = ""
    special: bool = False  # about unions: asked only with the owner's own consent
    most: int = 1_000_000


def _q(code: str, part: int, kind: str, text: Any, headings: str, **more: Any) -> Question:
    return Question(code, part, kind, text, tuple(headings.split()), **more)


QUESTIONS: dict[str, Question] = {
    question.code: question
    for question in (
        _q("women", 1, "count", _l("How many women work for you today?"), "B8 PA4 F4", claim="workforce"),
        _q("men", 1, "count", _l("How many men work for you today?"), "B8", claim="workforce"),
        _q(
            "permanent",
            1,
            "count",
            _l("How many of all have a permanent contract?"),
            "B8 PA10",
            claim="workforce",
        ),
        _q("temporary", 1, "count", _l("How many have a temporary contract?"), "B8 PA10", claim="workforce"),
        _q("left", 1, "count", _l("How many left in the last twelve months?"), "B8"),
        _q(
            "contracts",
            1,
            "yes",
            _l("Does everybody have a written contract in an understood language, and a copy of it?"),
            "PA10 F2",
            claim="contracts",
        ),
        _q(
            "equal",
            1,
            "yes",
            _l("Do you hire, pay and promote without regard to sex, religion, origin or pregnancy?"),
            "PA4 F4",
        ),
        _q(
            "harassment",
            1,
            "yes",
            _l("Is there a rule against violence and harassment, and a named person to turn to?"),
            "PA4 F4",
        ),
        _q(
            "youngest",
            2,
            "count",
            _l("How old is the youngest person who works for you?"),
            "PA8 F3",
            claim="minimum_age",
            most=100,
        ),
        _q(
            "age_checked",
            2,
            "yes",
            _l("Do you check and file a proof of age before the first day?"),
            "PA8 F3",
            claim="minimum_age",
        ),
        _q(
            "young",
            2,
            "yes",
            _l("Are all under 18 kept from hazardous work, night work and overtime?"),
            "PA9 F3",
            claim="minimum_age",
        ),
        _q(
            "advances",
            2,
            "yes",
            _l("Is every advance on wages written down, and does none bind anybody to stay?"),
            "PA11 F2",
            claim="advances",
        ),
        _q(
            "papers",
            2,
            "yes",
            _l("Do workers keep their own papers, and may they leave after the usual notice?"),
            "PA11 F2",
        ),
        _q(
            "fees",
            2,
            "yes",
            _l("Is nobody asked to pay, to you or to an agent, for getting the job?"),
            "PA11 F2",
        ),
        _q(
            "minimum_wage",
            3,
            "yes",
            _l("Does the lowest paid person earn at least the legal or agreed minimum wage?"),
            "B10 PA5",
            claim="wages",
        ),
        _q(
            "slips",
            3,
            "yes",
            _l("Is everybody paid on time, with a slip that shows hours, pay and deductions?"),
            "PA5",
            claim="wages",
        ),
        _q(
            "pay_gap",
            3,
            "percent",
            _l("By how many percent is the average hourly pay of women below that of men?"),
            "B10 PA4 F4",
            most=100,
        ),
        _q(
            "registered",
            3,
            "percent",
            _l("What share of the workers is registered with social security?"),
            "PA5 PA10",
            claim="social_security",
            most=100,
        ),
        _q(
            "hours",
            3,
            "hours",
            _l("How many hours does a person usually work in a week, overtime included?"),
            "PA6",
            most=168,
        ),
        _q(
            "rest_day",
            3,
            "yes",
            _l("Does everybody have one day off in seven, and is overtime agreed and paid more?"),
            "PA6",
        ),
        _q(
            "training",
            3,
            "hours",
            _l("How many hours of training did a person have on average last year?"),
            "B10",
            claim="score",
            most=2_000,
        ),
        _q(
            "free_union",
            4,
            "yes",
            _l("Is everybody free to join a trade union or to choose representatives?"),
            "PA3 F1",
            claim="union",
            special=True,
        ),
        _q(
            "covered",
            4,
            "percent",
            _l("What share of the workers is covered by a collective agreement?"),
            "B10 PA3 F1",
            claim="union",
            special=True,
            most=100,
        ),
        _q(
            "complaints",
            4,
            "yes",
            _l("Can workers complain without fear, also without giving a name?"),
            "PA2",
        ),
        _q(
            "accidents",
            4,
            "count",
            _l("How many accidents at work were there last year?"),
            "B9 PA7 F5",
            claim="safety",
        ),
        _q(
            "deaths",
            4,
            "count",
            _l("How many people died of accidents or illness from work last year?"),
            "B9 PA7 F5",
            claim="safety",
        ),
        _q(
            "protection",
            4,
            "yes",
            _l("Are protective equipment, first aid and ways out in case of fire there and free?"),
            "PA7 F5",
            claim="safety",
        ),
        _q(
            "convictions",
            5,
            "count",
            _l("How many convictions for corruption or bribery were there last year?"),
            "B11 PA13",
        ),
        _q(
            "fines",
            5,
            "money",
            _l("How much were the fines for corruption or bribery last year, in EUR?"),
            "B11 PA13",
            most=2_000_000_000,
        ),
        _q(
            "suppliers",
            5,
            "yes",
            _l("Do you ask your own suppliers about these things?"),
            "PA1",
            claim="audits",
        ),
        _q(
            "environment",
            5,
            "yes",
            _l("Do you have the permits for waste, water and smoke that your work needs?"),
            "PA12",
            claim="kiln",
        ),
    )
}


def of_part(part: int, with_special: bool) -> list[Question]:
    """Return the questions of one part; those about unions only where they may be asked."""
    return [q for q in QUESTIONS.values() if q.part == part and (with_special or not q.special)]
