"""What stands on a project sheet, in the reader's language: never a way to reach somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import format_date, format_decimal
from flask_babel import gettext as _

from pin_app import places
from pin_app import sectors as sector_table
from pin_app.claims import queries as claims
from pin_app.claims import words as claim_words
from pin_app.db import now
from pin_app.i18n import language
from pin_app.pdf import Text, Words, ltr
from pin_app.profiles import queries, words
from pin_app.profiles.models import InvestmentTerms, Profile, Statement
from pin_app.projects.words import NOTICES

UNKNOWN = "und"
MOST_STATEMENTS = 4
Fact = tuple[str, Words]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet under a heading: texts of the firm, then facts, then a list."""

    title: str
    texts: Sequence[Words] = ()
    facts: Sequence[Fact] = ()
    items: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet, ready to be shown or printed."""

    name: Text
    about: str
    parts: Sequence[Part]
    notices: Sequence[str]
    day: str


def sheet_of(profile: Profile, terms: InvestmentTerms) -> Sheet:
    """Put the sheet of a profile together from what staff have read."""
    parts = [_project(terms), _firm(profile), _statements(queries.statements_of(profile)), _claims(profile)]
    return Sheet(
        name=_written(profile.name),
        about=_listed(part for part in (words.KINDS[profile.kind], *_where(profile)) if part),
        parts=[part for part in parts if part.texts or part.facts or part.items],
        notices=[str(notice) for notice in (NOTICES if profile.state == "published" else NOTICES[:1])],
        day=format_date(now(), "long"),
    )


def _where(profile: Profile) -> list[str]:
    """Town, else region, and the country where the kind of the party does not say it already."""
    town = places.label(profile.city, language()) if profile.country == "PK" else profile.city
    near = town or (places.label(profile.region, language()) if profile.region else "")
    is_said = profile.kind in ("pakistani_firm", "italian_firm") or not profile.country
    return [near, "" if is_said else places.label(profile.country, language())]


def _project(terms: InvestmentTerms) -> Part:
    facts: list[Fact] = [
        (_("Amount sought"), _amounts(terms)),
        (_("In which form"), _listed(words.INSTRUMENTS[code] for code in terms.instruments)),
        (_("For how long"), str(words.HORIZONS.get(terms.horizon, ""))),
        (_("Together with other investors"), str(words.ANSWERS.get(terms.co_invest, ""))),
        (_("How far the project is"), str(words.STAGES.get(terms.stage, ""))),
        (_("Jobs expected"), _number(terms.jobs_expected)),
        (_("Sectors"), _listed(sector_table.label(code) for code in terms.sectors)),
        (_("Districts"), _listed(places.label(name, language()) for name in terms.districts)),
    ]
    return Part(_("The project"), _texts(terms.purpose), _stated(facts))


def _firm(profile: Profile) -> Part:
    facts: list[Fact] = [
        (_("Sectors"), _listed(sector_table.label(code) for code in profile.sectors)),
        (_("Since"), ltr(profile.founded) if profile.founded else ""),
        (_("People"), _number(profile.employees)),
        (_("Led by women"), _("Yes") if profile.women_led else ""),
        (_("Languages"), _listed(words.spoken(code) for code in profile.languages)),
    ]
    return Part(_("The firm"), _texts(profile.about), _stated(facts))


def _statements(stated: Sequence[Statement]) -> Part:
    """Offers and needs, those about money first."""
    order = sorted(stated, key=lambda one: one.intent != "seek_investment")
    return Part(
        _("What it offers and looks for"),
        items=[_written(one.text, one.language) for one in order[:MOST_STATEMENTS]],
    )


def _claims(profile: Profile) -> Part:
    rungs = claims.rungs_of_many([profile.id]).get(profile.id, [])
    facts = [
        (str(claim_words.TITLES[rung.claim.code]), f"{rung.level.sign} · {claim_words.LEVELS[rung.level]}")
        for rung in rungs
    ]
    return Part(_("Decent work: what is stated, and the level of proof"), facts=facts)


def _amounts(terms: InvestmentTerms) -> Words:
    band = dict.fromkeys(amount for amount in (terms.min_eur, terms.max_eur) if amount is not None)
    return ltr("EUR " + " – ".join(str(format_decimal(amount)) for amount in band)) if band else ""


def _number(value: int | None) -> Words:
    return ltr(format_decimal(value)) if value is not None else ""


def _listed(names: Iterable[object]) -> str:
    return " · ".join(str(name) for name in names)


def _texts(text: str) -> list[Words]:
    return [_written(text)] if text else []


def _written(text: str, said: str | None = None) -> Text:
    return Text(text, words.written_in(text, said) or UNKNOWN)


def _stated(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact[1] != ""]
