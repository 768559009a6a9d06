"""Making a profile and changing what it says of the party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from pin_app import places
from pin_app.accounts.models import User
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.profiles import fields, guards, identifiers, queries
from pin_app.profiles.models import Identifier, InvestmentTerms, Profile
from pin_app.profiles.services.announcing import changed
from pin_app.profiles.services.consents import follow_consents
from pin_app.profiles.services.holding import hold_fields, hold_terms, must_wait, settle
from pin_app.profiles.signals import profile_removed
from pin_app.profiles.versions import TERMS, is_same

PROFILES_MOST = 20
AGAIN_AFTER = timedelta(minutes=1)


def build(kind: str, owner: User | None = None, **values: Any) -> Profile:
    """Return a draft with cleaned values that no store has seen; raises the first problem with its field."""
    cleaned = _cleaned(values)
    return Profile(kind=guards.kind(kind), owner=owner, state="draft", **cleaned)


def create(owner: User, kind: str) -> Profile:
    """Begin a profile for a person, with what the account already knows; two clicks begin one."""
    hold(owner)
    if (begun := queries.just_begun(owner, kind, now() - AGAIN_AFTER)) is not None:
        return begun
    if queries.count_owned_by(owner) >= PROFILES_MOST:
        raise PinError("profile.too_many_profiles", most=PROFILES_MOST)
    profile = build(
        kind, owner, contact_name=owner.name, email=owner.typed_email, preferred_language=owner.language
    )
    db.session.add(profile)
    db.session.flush()
    follow_consents(profile, owner)
    return profile


def save(profile: Profile, by: User | None, **values: Any) -> frozenset[str]:
    """Change fields of a profile and return which have changed; raises the first problem and changes none.

    Of a published profile, what others would read waits for staff; contact data and less count at once.
    """
    waits = queries.pending_of(profile)
    present = _present(profile, waits.fields if waits else {})
    cleaned = _cleaned(values, present["country"])
    country, region = cleaned.get("country", present["country"]), present["region"]
    if "region" not in cleaned and region and not places.is_subdivision(region, country):
        cleaned["region"] = ""
    told = {name: value for name, value in cleaned.items() if not is_same(present[name], value)}
    at_once = _sorted_out(profile, by, told)
    for name, value in at_once.items():
        setattr(profile, name, value)
    if at_once:
        changed(profile, seen=bool(at_once.keys() - fields.PRIVATE or at_once.keys() & fields.MATCHED))
    return frozenset(told)


def discard(profile: Profile) -> None:
    """Delete a draft that nobody else has seen."""
    hold(profile)
    if profile.state != "draft" or profile.submitted_at is not None:
        raise PinError("profile.not_a_draft")
    number = profile.id
    db.session.delete(profile)
    db.session.flush()
    profile_removed.send(Profile, profile_id=number)


def build_terms(
    direction: str,
    min_eur: int | None = None,
    max_eur: int | None = None,
    instruments: Iterable[str] = (),
    sectors: Iterable[str] = (),
    districts: Iterable[str] = (),
    purpose: str = "",
    jobs_expected: int | None = None,
    horizon: str = "",
    co_invest: str = "",
    stage: str = "",
) -> InvestmentTerms:
    """Return checked investment terms that belong to no profile yet; amounts in whole euros."""
    if direction not in ("invest", "seek"):
        raise PinError("profile.unknown_direction")
    least, most = guards.euros(min_eur), guards.euros(max_eur)
    if least is not None and most is not None and least > most:
        raise PinError("profile.band_reversed")
    return InvestmentTerms(
        direction=direction,
        min_eur=least,
        max_eur=most,
        instruments=guards.instruments(instruments),
        sectors=guards.sectors(sectors),
        districts=guards.districts(districts),
        purpose=guards.purpose(purpose),
        jobs_expected=guards.employees(jobs_expected),
        horizon=guards.horizon(horizon),
        co_invest=guards.answer(co_invest),
        stage=guards.stage(stage),
    )


def set_terms(profile: Profile, by: User | None, direction: str, **terms: Any) -> InvestmentTerms | None:
    """State what a profile would invest or seeks, in place of what it said before; returns what is seen."""
    wanted = build_terms(direction, **terms)
    hold(profile)
    kept = queries.terms_of(profile)
    if must_wait(profile, by):
        _set_terms(profile, kept, hold_terms(profile, wanted, by))
        return kept
    settle(profile, "terms", TERMS)
    if kept is None:
        wanted.profile_id = profile.id
        db.session.add(wanted)
        changed(profile)
        return wanted
    _set_terms(profile, kept, {name: getattr(wanted, name) for name in TERMS})
    return kept


def clear_terms(profile: Profile, by: User | None) -> None:
    """Take back what a profile would invest or seeks."""
    settle(profile, "terms", TERMS)
    kept = queries.terms_of(profile)
    if kept is not None:
        db.session.delete(kept)
        changed(profile)


def set_identifiers(profile: Profile, numbers: Mapping[str, str]) -> None:
    """State registration numbers by scheme; an empty one is taken away, schemes not named stay."""
    cleaned = {scheme: _number(profile.kind, scheme, value) for scheme, value in numbers.items()}
    hold(profile)
    kept = queries.identifiers_of(profile)
    gone = [scheme for scheme, value in cleaned.items() if scheme in kept and value != kept[scheme]]
    db.session.execute(
        delete(Identifier).where(Identifier.profile_id == profile.id, Identifier.scheme.in_(gone))
    )
    new = {scheme: value for scheme, value in cleaned.items() if value and value != kept.get(scheme)}
    db.session.add_all(
        Identifier(profile_id=profile.id, scheme=scheme, value=value) for scheme, value in new.items()
    )
    db.session.flush()


def _present(profile: Profile, waiting: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as the owner sees them: with the changes that wait."""
    return {name: getattr(profile, name) for name in (*fields.GUARDS, *fields.OF_COUNTRY)} | dict(waiting)


def _sorted_out(profile: Profile, by: User | None, told: dict[str, Any]) -> dict[str, Any]:
    """Return what of the changed fields counts at once."""
    shown = {name: value for name, value in told.items() if name not in fields.PRIVATE}
    if not shown:
        return told
    if not must_wait(profile, by):
        settle(profile, "fields", shown)
        return told
    private = {name: value for name, value in told.items() if name in fields.PRIVATE}
    return private | hold_fields(profile, shown, by)


def _set_terms(profile: Profile, kept: InvestmentTerms | None, values: Mapping[str, Any]) -> None:
    told = {name: value for name, value in values.items() if not is_same(getattr(kept, name), value)}
    for name, value in told.items():
        setattr(kept, name, value)
    if told:
        changed(profile)


def _cleaned(values: Mapping[str, Any], country: str = "") -> dict[str, Any]:
    cleaned, problems = fields.clean(values, country)
    for problem in problems.values():
        raise problem
    return cleaned


def _number(kind: str, scheme: str, value: str) -> str:
    if scheme not in identifiers.BY_KIND[kind]:
        raise PinError("profile.unknown_scheme")
    return identifiers.check(scheme, value)
