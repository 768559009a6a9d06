"""What tests of the form in four steps share."""

from __future__ import annotations

from pin_app.db import db
from pin_app.profiles import queries
from pin_app.profiles.models import Profile


def step(made: Profile, number: int) -> str:
    """Where a step of the form is."""
    return f"/profiles/{made.public_id}/edit/{number}"


def kept(made: Profile) -> Profile:
    """A profile as the store has it now."""
    db.session.expire_all()
    return db.session.get_one(Profile, made.id)


def statements(made: Profile) -> list[tuple[str, str, str | None]]:
    """What a profile offers and needs, as the store has it now."""
    return [(said.direction, said.text, said.intent) for said in queries.statements_of(kept(made))]


def row(made: Profile, number: int = 0) -> str:
    """Prefix of a kept statement's fields."""
    return f"s{queries.statements_of(made)[number].id}-"
