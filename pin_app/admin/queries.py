"""What administrators look at: figures, people, acts, the machine."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Select, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute

from pin_app import jobs
from pin_app.accounts.models import ROLES, User
from pin_app.db import db
from pin_app.mail.queries import count_by_state
from pin_app.matches.models import MatchRun, Suggestion
from pin_app.profiles.models import KINDS, STATEMENT_STATES, STATES, Profile, Statement
from pin_app.settings import Settings

LAST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of everything, by role, state, kind or purpose."""

    people: dict[str, int]
    closed: int
    profiles_by_state: dict[str, int]
    profiles_by_kind: dict[str, int]
    statements: dict[str, int]
    suggestions: dict[str, int]
    mails: dict[str, int]


@dataclass(frozen=True, slots=True)
class Machine:
    """What PIN stands on: store, its size, free disk, waiting jobs."""

    store: str
    store_bytes: int
    free_bytes: int
    waiting_jobs: int


def figures() -> Figures:
    """Count everything, in a fixed number of statements."""
    return Figures(
        people=_counted(User.role, ROLES),
        closed=_number_of(select(func.count()).select_from(User).where(User.active.is_(False))),
        profiles_by_state=_counted(Profile.state, STATES),
        profiles_by_kind=_counted(Profile.kind, KINDS),
        statements=_counted(Statement.state, STATEMENT_STATES),
        suggestions=_counted(Suggestion.purpose, ("business", "investment")),
        mails=count_by_state(),
    )


def last_match_runs() -> Sequence[MatchRun]:
    """The last computations for the whole network, the newest first."""
    return db.session.execute(select(MatchRun).order_by(MatchRun.id.desc()).limit(LAST_RUNS)).scalars().all()


def machine(app: Flask) -> Machine:
    """Look at store, disk and queue."""
    settings: Settings = app.extensions["pin.settings"]
    sqlite = settings.uses_sqlite
    version = db.session.execute(
        text("SELECT sqlite_version()" if sqlite else "SHOW server_version")
    ).scalar()
    size = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if sqlite
        else "SELECT pg_database_size(current_database())"
    )
    return Machine(
        store=f"{'SQLite' if sqlite else 'PostgreSQL'} {version}",
        store_bytes=_number_of(text(size)),
        free_bytes=shutil.disk_usage(settings.data_dir).free,
        waiting_jobs=jobs.waiting(app),
    )


def people(search: str = "", role: str = "", state: str = "") -> Select[User]:
    """Accounts from the newest to the oldest, by a part of name or address, a role and a state."""
    found = select(User).order_by(User.id.desc())
    if search:
        columns = (User.name, User.email, User.typed_email)
        found = found.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))
    if role in ROLES:
        found = found.where(User.role == role)
    if state == "deactivated":
        return found.where(User.active.is_(False))
    if state == "unconfirmed":
        return found.where(User.active, User.confirmed_at.is_(None))
    return found.where(User.active, User.confirmed_at.is_not(None)) if state == "active" else found


def numbers_of(search: str) -> Sequence[int] | None:
    """Numbers of the people whom a search finds, None where nothing is searched."""
    if not search:
        return None
    return db.session.execute(people(search).with_only_columns(User.id)).scalars().all()


def names_of(numbers: Collection[int]) -> dict[int, str]:
    """Names of people by their number, as far as they still have an account."""
    if not numbers:
        return {}
    rows = db.session.execute(select(User.id, User.name, User.email).where(User.id.in_(numbers)))
    return {number: name or email for number, name, email in rows}


def _counted(column: InstrumentedAttribute[str], known: Collection[str]) -> dict[str, int]:
    rows = db.session.execute(select(column, func.count()).group_by(column).order_by(column))
    return dict.fromkeys(known, 0) | {row[0]: row[1] for row in rows}


def _number_of(statement: Any) -> int:
    return int(db.session.execute(statement).scalar() or 0)
