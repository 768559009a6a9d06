"""How far along a profile is: what is missing, how much it weighs, and on which step it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pin_app.profiles.models import InvestmentTerms, Profile, Statement

REQUIRED = ("name", "country", "statement")
MONEY_INTENTS = ("invest", "seek_investment")
DIASPORA = ("diaspora_entrepreneur", "investor")


@dataclass(frozen=True, slots=True)
class Filled:
    """A profile with all that the meter looks at."""

    profile: Profile
    statements: Sequence[Statement]
    terms: InvestmentTerms | None
    identifiers: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """Percent done, and the codes of what is missing, the weightiest first; `required` blocks sending."""

    percent: int
    missing: tuple[str, ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    step: str
    weight: int
    is_there: Callable[[Filled], bool]
    asked: Callable[[Filled], bool] = lambda filled: True


POINTS = {
    "name": _Point("1", 10, lambda f: bool(f.profile.name)),
    "country": _Point("2", 10, lambda f: bool(f.profile.country)),
    "need": _Point("3", 20, lambda f: _states(f, "need"), lambda f: not _only_money(f, "invest")),
    "offer": _Point("3", 20, lambda f: _states(f, "offer"), lambda f: not _only_money(f, "seek")),
    "terms": _Point("3", 20, lambda f: f.terms is not None, lambda f: _speaks_of_money(f)),
    "sectors": _Point("3", 10, lambda f: bool(f.profile.sectors)),
    "contact": _Point("2", 10, lambda f: bool(f.profile.phone or f.profile.email)),
    "about": _Point("1", 8, lambda f: len(f.profile.about) >= 40),
    "matchable": _Point("4", 8, lambda f: f.profile.matchable),
    "region": _Point("2", 5, lambda f: bool(f.profile.region)),
    "languages": _Point("2", 5, lambda f: bool(f.profile.languages)),
    "home_district": _Point(
        "2", 5, lambda f: bool(f.profile.home_district), lambda f: f.profile.kind in DIASPORA
    ),
    "identifiers": _Point("4", 4, lambda f: f.identifiers > 0),
    "website": _Point("1", 3, lambda f: bool(f.profile.website)),
    "capacity": _Point("4", 2, lambda f: f.profile.capacity is not None),
}


def of(filled: Filled) -> Completeness:
    """Return how far along a profile is."""
    asked = {code: point for code, point in POINTS.items() if point.asked(filled)}
    missing = tuple(code for code, point in asked.items() if not point.is_there(filled))
    total = sum(point.weight for point in asked.values())
    done = total - sum(POINTS[code].weight for code in missing)
    return Completeness(round(100 * done / total), missing, required(filled))


def required(filled: Filled) -> tuple[str, ...]:
    """Return what must be there before a profile can be sent: name, country and one statement."""
    there = {
        "name": bool(filled.profile.name),
        "country": bool(filled.profile.country),
        "statement": bool(filled.statements),
    }
    return tuple(code for code in REQUIRED if not there[code])


def step_of(code: str) -> str:
    """Return the step of the form on which something is asked."""
    return POINTS[code].step if code in POINTS else "3"


def _states(filled: Filled, direction: str) -> bool:
    return any(statement.direction == direction for statement in filled.statements)


def _only_money(filled: Filled, direction: str) -> bool:
    """An investor need not look for anything else, nor a project that seeks money offer something else."""
    return filled.profile.kind == "investor" and (filled.terms is None or filled.terms.direction == direction)


def _speaks_of_money(filled: Filled) -> bool:
    stated = any(statement.intent in MONEY_INTENTS for statement in filled.statements)
    return stated or filled.terms is not None or filled.profile.kind == "investor"
