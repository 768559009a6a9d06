"""From profiles to parties and back: the one bridge between the house and the engine.

The engine is loaded when it is asked for, so that web processes stay small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

import matching
from matching.concepts import concepts
from matching.rules import invests, seeks
from matching.vocabulary import INVESTMENT
from pin_app.claims.catalogue import CLAIMS
from pin_app.claims.queries import levels
from pin_app.db import db
from pin_app.profiles.models import InvestmentTerms, Profile, Statement
from pin_app.profiles.queries import is_current

if TYPE_CHECKING:
    from matching import Matcher, Party, Reason
    from matching.encoder import Encoder

STATEMENT_FACTS = ("my_statement", "their_statement", "statement")
TEXT_FACTS = ("my_text", "their_text", "text")


@dataclass(frozen=True, slots=True)
class Known:
    """A party as the engine sees it, and the numbers of its statements in the engine's order."""

    party: Party
    statement_ids: tuple[int, ...]


def in_network() -> ColumnElement[bool]:
    """Condition under which a profile is suggested to others."""
    return (Profile.state == "published") & Profile.matchable.is_(True)


def looking_on() -> ColumnElement[bool]:
    """Condition under which a profile sees its own matches and nobody sees it yet."""
    waiting = Profile.state.in_(("draft", "submitted", "changes_requested"))
    return waiting & Profile.matchable.is_(True)


def load(*conditions: ColumnElement[bool]) -> dict[str, Known]:
    """Return parties by id in a fixed number of statements, however many there are."""
    some = select(Profile.id).where(*conditions)
    stated = _statements(some)
    terms = {row.profile_id: row for row in db.session.scalars(_terms(some))}
    rows = db.session.execute(select(*_COLUMNS).where(*conditions).order_by(Profile.id)).all()
    proofs = claims_of(row.id for row in rows)
    return {
        str(row.id): _known(row, stated.get(row.id, []), terms.get(row.id), proofs.get(row.id, ()))
        for row in rows
    }


def claims_of(profile_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return decent-work claims with their level today, as the engine writes them; never union matters."""
    stated = levels(profile_ids)
    return {
        number: tuple(f"{code}:{int(level)}" for code, level in known.items() if not CLAIMS[code].special)
        for number, known in stated.items()
    }


def new_matcher(encoder: Any | None) -> Matcher:
    """Return an engine that gives nothing below its recommended floor."""
    return matching.Matcher(encoder=encoder, floor=matching.FLOOR)


def texts_of(known: Iterable[Known]) -> list[str]:
    """Return the different texts of which the engine asks an encoder for vectors."""
    from matching.reading import texts_of as texts  # noqa: PLC0415 -- loads the numerical libraries

    return texts(one.party for one in known)


def go_on_by_words(why: str) -> Exception:
    """Return the error upon which the engine goes on without an encoder."""
    return encoder_failure()(why)


def encoder_failure() -> type[Exception]:
    """Return the class of what an encoder raises that does not answer."""
    from matching.encoder import EncoderError  # noqa: PLC0415 -- loads the numerical libraries

    return EncoderError


def open_encoder() -> Encoder | None:
    """Return the packaged encoder behind a child process, None where its package is not installed."""
    from matching.packaged import open_encoder as opened  # noqa: PLC0415 -- loads the numerical libraries

    return opened()


def reason(given: Reason, mine: Known, theirs: Known | None = None) -> dict[str, Any]:
    """Return a reason as it is kept: statements by their number, texts left where they belong."""
    facts = {name: _plain(value) for name, value in given.facts.items() if name not in TEXT_FACTS}
    for name in STATEMENT_FACTS:
        if name in facts:
            whose = theirs if name.startswith("their") else mine
            facts[name] = _number(whose, facts[name])
    return {"code": given.code, "facts": facts}


def why_nothing(matcher: Matcher, known: Known, purpose: str) -> list[dict[str, Any]]:
    """Return why a party has no suggestion; an unpublished one is looked at as if it were published."""
    if purpose == INVESTMENT and not (invests(known.party) or seeks(known.party)):
        # most parties: the engine would say the same after comparing each with everybody
        return [{"code": "not_in_this_purpose", "facts": {"purpose": purpose}}]
    party, guest = known.party, known.party.id not in matcher.parties_
    if guest:
        matcher.update([party])
    try:
        return [reason(one, known) for one in matcher.why_nothing(party.id, purpose)]
    finally:
        if guest:
            matcher.remove([party.id])


@cache
def concept_name(code: str, language: str) -> str:
    """Return the first word by which a trade concept goes in a language, nothing where it has none."""
    known = next((concept for concept in concepts() if concept.code == code), None)
    terms = known.terms.get(language, ()) if known else ()
    return next((term for term, weight in terms if weight == 1.0 and not term.endswith("*")), "")


_COLUMNS = (
    Profile.id, Profile.kind, Profile.country, Profile.region, Profile.home_district, Profile.sectors,
    Profile.languages, Profile.capacity, Profile.owner_id,
)  # fmt: skip


def _known(row: Any, stated: Sequence[Any], terms: InvestmentTerms | None, claims: tuple[str, ...]) -> Known:
    party = matching.Party(
        id=str(row.id),
        kind=row.kind,
        country=row.country or None,
        region=row.region or None,
        home_district=row.home_district or None,
        statements=tuple(_statement(one) for one in stated),
        sectors=tuple(row.sectors),
        languages=tuple(row.languages),
        investment=_investment(terms) if terms else None,
        capacity=row.capacity,
        owner=str(row.owner_id) if row.owner_id else None,
        claims=claims,
    )
    return Known(party, tuple(one.id for one in stated))


def _statement(row: Any) -> matching.Statement:
    return matching.Statement(row.direction, row.text, row.intent, tuple(row.sectors), row.language)


def _investment(terms: InvestmentTerms) -> matching.InvestmentTerms:
    return matching.InvestmentTerms(
        direction="invest" if terms.direction == "invest" else "seek",
        min_eur=terms.min_eur,
        max_eur=terms.max_eur,
        instruments=tuple(terms.instruments),
        sectors=tuple(terms.sectors),
        districts=tuple(terms.districts),
        purpose=terms.purpose or None,
        jobs_expected=terms.jobs_expected,
    )


def _statements(some: Any) -> dict[int, list[Any]]:
    columns = (
        Statement.id, Statement.profile_id, Statement.direction, Statement.text, Statement.intent,
        Statement.sectors, Statement.language,
    )  # fmt: skip
    wanted = select(*columns).where(Statement.profile_id.in_(some), Statement.state == "open", is_current())
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(wanted.order_by(Statement.profile_id, Statement.position, Statement.id)):
        found.setdefault(row.profile_id, []).append(row)
    return found


def _terms(some: Any) -> Any:
    return select(InvestmentTerms).where(InvestmentTerms.profile_id.in_(some))


def _number(known: Known | None, place: Any) -> int | None:
    """Return the number of the statement at a place; None for what stands in the investment terms."""
    inside = known is not None and isinstance(place, int) and 0 <= place < len(known.statement_ids)
    return known.statement_ids[place] if known and inside else None


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
