"""What the engine is told about a party: its statements, its sectors and places, its investment terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

Direction = Literal["offer", "need"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One offer or one need in the owner's words; `language=None` asks the engine to find out."""

    direction: Direction
    text: str
    intent: str | None = None
    sectors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class InvestmentTerms:
    """What an investor would put in or a project seeks, in whole euros; an empty field is open."""

    direction: Literal["invest", "seek"]
    min_eur: int | None = None
    max_eur: int | None = None
    instruments: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    purpose: str | None = None
    jobs_expected: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A firm, entrepreneur, investor, association or institution; all but `id` and `kind` may be missing.

    `claims` are decent-work claims with the level of their proof, as "social_security:2".
    """

    id: str
    kind: str
    country: str | None = None
    region: str | None = None
    home_district: str | None = None
    statements: tuple[Statement, ...] = ()
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    investment: InvestmentTerms | None = None
    capacity: int | None = None
    owner: str | None = None
    claims: tuple[str, ...] = ()


_TEXTS = {"kind", "text", "direction"}
_MAYBE_TEXTS = {"country", "region", "home_district", "owner", "intent", "language", "purpose"}
_MANY_TEXTS = {"sectors", "languages", "instruments", "districts", "claims"}
_MAYBE_NUMBERS = {"min_eur", "max_eur", "jobs_expected", "capacity"}


def _is_right(name: str, value: object) -> bool:
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _MAYBE_TEXTS:
        return value is None or isinstance(value, str)
    if name in _MANY_TEXTS:
        return isinstance(value, (tuple, list)) and all(isinstance(item, str) for item in value)
    if name in _MAYBE_NUMBERS:
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    return True


def _check_fields(thing: Party | Statement | InvestmentTerms, who: object) -> None:
    for field in fields(thing):
        if not _is_right(field.name, getattr(thing, field.name)):
            raise ValueError(f"party {who!r}: {type(thing).__name__}.{field.name} has a wrong type")


def _check_parts(party: Party) -> None:
    if not isinstance(party.statements, (tuple, list)):
        raise ValueError(f"party {party.id!r}: Party.statements has a wrong type")
    for statement in party.statements:
        if not isinstance(statement, Statement):
            raise ValueError(f"party {party.id!r}: a statement is not a Statement")
        _check_fields(statement, party.id)
        if statement.direction not in ("offer", "need"):
            raise ValueError(
                f"party {party.id!r}: direction {statement.direction!r} is neither offer nor need"
            )
    if party.investment is not None:
        if not isinstance(party.investment, InvestmentTerms):
            raise ValueError(f"party {party.id!r}: investment is not InvestmentTerms")
        _check_fields(party.investment, party.id)
        if party.investment.direction not in ("invest", "seek"):
            raise ValueError(f"party {party.id!r}: investment direction is neither invest nor seek")


def check_party(party: object) -> Party:
    """Return `party` unchanged, or raise a ValueError that names it and what is wrong with it."""
    if not isinstance(party, Party):
        raise ValueError(f"party {party!r:.80}: not a Party")
    if not isinstance(party.id, str) or not party.id:
        raise ValueError(f"party {party.id!r}: Party.id is not a non-empty text")
    _check_fields(party, party.id)
    _check_parts(party)
    return party


def by_id(parties: Iterable[Party]) -> dict[str, Party]:
    """Parties by their id, each checked; a ValueError for an id that is given twice."""
    known: dict[str, Party] = {}
    for party in parties:
        check_party(party)
        if party.id in known:
            raise ValueError(f"party {party.id!r}: the id is given twice")
        known[party.id] = party
    return known
