"""The sentences that a firm signs; a changed one is a new version, and what was signed is kept as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Pledge:
    """One sentence and its version."""

    version: int
    text: Any

    def in_language(self, code: str) -> str:
        """Return the sentence in a language."""
        with force_locale(code):
            return str(self.text)


PLEDGES = {
    "social_security": Pledge(
        1,
        _l(
            "We register every person who works for us with the social security institutions, from the "
            "first day, and pay what is due in full and on time."
        ),
    ),
    "workforce": Pledge(
        1,
        _l(
            "These numbers of women and men, by contract, are those of our payroll today. "
            "We tell ISCOS when they change much."
        ),
    ),
    "minimum_age": Pledge(
        1,
        _l(
            "We employ nobody under the age that we state here, and nobody under 18 for hazardous or "
            "night work. We check each person's age before the first day, in the way that we state here."
        ),
    ),
    "contracts": Pledge(
        1,
        _l(
            "Everybody who works for us has a written contract in a language that the person understands, "
            "and a copy of it."
        ),
    ),
    "advances": Pledge(
        1,
        _l(
            "We keep a register of every advance on wages, signed by the worker. No advance binds anybody "
            "to stay, and no document of a worker is held back."
        ),
    ),
    "wages": Pledge(
        1,
        _l(
            "We pay at least the legal or agreed minimum wage, on time, in the way that we state here, and "
            "give a slip that shows hours, pay and deductions."
        ),
    ),
    "union": Pledge(
        1,
        _l(
            "Everybody who works for us is free to join a trade union and to bargain together, and nobody "
            "has a disadvantage because of it."
        ),
    ),
    "safety": Pledge(
        1,
        _l(
            "We have a committee or a person for safety and health at work, we give protective equipment "
            "free of charge, and we write down every accident."
        ),
    ),
    "kiln": Pledge(1, _l("Our kiln is of the kind that we state here, and its workers are on our payroll.")),
}
