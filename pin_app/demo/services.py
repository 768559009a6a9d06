"""Filling an empty store with the invented network and people for each role."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from pin_app import site
from pin_app.accounts import services as accounts
from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.demo.invention import invent
from pin_app.errors import PinError
from pin_app.exchange.services import import_rows
from pin_app.profiles.models import Profile

Watch = Callable[[Iterator[dict[str, str]]], Iterable[dict[str, str]]]  # passes rows on and shows progress

ACCOUNTS_FILE = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class Cast:
    """One demo person: role, address, language, and the kind and trade of profile to speak for."""

    role: str
    email: str
    name: str
    language: str
    kind: str = ""
    sector: str = ""


CAST = (
    Cast("administrator", "admin@demo.example.org", "Giulia Ferri", "it"),
    Cast("staff", "staff@demo.example.org", "Marco Bassi", "it"),
    Cast("organiser", "organiser@demo.example.org", "Nadia Conti", "en"),
    Cast("member", "imran@demo.example.org", "Imran Gondal", "ur", "diaspora_entrepreneur", "47.64"),
    Cast("member", "sana@demo.example.org", "Sana Butt", "en", "pakistani_firm", "32.50"),
    Cast("member", "paolo@demo.example.org", "Paolo Rota", "it", "italian_firm", "46.46"),
    Cast("member", "farah@demo.example.org", "Farah Cheema", "en", "investor", "01.41"),
)


def fill(size: int, watch: Watch = iter) -> int:
    """Invent a network of this size in an empty store, never beside real data; returns how many."""
    if _count(Profile) and site.fact("demo") != "yes":
        raise PinError("demo.real_data")
    if _count(Profile):
        raise PinError("demo.already_there")
    site.state("demo", "yes")
    made = import_rows(watch(invent(size)), demo=True)
    return made.created


def make_people() -> list[dict[str, str]]:
    """Make one account a role with a random password, each member speaking for a fitting profile."""
    return [_make_person(cast) for cast in CAST]


def keep_passwords(people: list[dict[str, str]], data_dir: Path) -> Path:
    """Write the accounts to a file that only this user can read."""
    path = data_dir / ACCOUNTS_FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(people, indent=2) + "\n", encoding="utf-8")
    return path


def kept_people(data_dir: Path) -> list[dict[str, str]]:
    """Read the accounts of an earlier fill, none when there was none."""
    path = data_dir / ACCOUNTS_FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def _make_person(cast: Cast) -> dict[str, str]:
    password = secrets.token_urlsafe(12)
    user = accounts.create_user(
        cast.email, password, name=cast.name, role=cast.role, language=cast.language, demo=True
    )
    if cast.kind:
        _profile_for(cast).owner = user
        db.session.flush()
        for purpose in ("directory", "matching"):
            accounts.give_consent(user, purpose, language=cast.language, way="demo")
    return {"role": cast.role, "email": cast.email, "password": password}


def _profile_for(cast: Cast) -> Profile:
    """The first profile of the person's kind and trade that nobody speaks for; of the kind where none is."""
    free = select(Profile).where(Profile.kind == cast.kind, Profile.owner_id.is_(None), Profile.matchable)
    ordered = db.session.execute(free.order_by(Profile.id).limit(500)).scalars().all()
    return next((profile for profile in ordered if cast.sector in profile.sectors), ordered[0])


def _count(model: Any) -> int:
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def is_empty() -> bool:
    """Whether nobody and nothing is in the store yet."""
    return not _count(User) and not _count(Profile)
