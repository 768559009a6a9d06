"""Profiles for tests, with their statements, in any state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.profiles import services
from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_changed

_numbers = count(1)
COUNTRY = {"pakistani_firm": "PK"}


def profile(
    kind: str = "pakistani_firm",
    state: str = "published",
    offers: Sequence[str | dict[str, Any]] = (),
    needs: Sequence[str | dict[str, Any]] = (),
    owner: User | None = None,
    terms: dict[str, Any] | None = None,
    listed: bool = True,
    matchable: bool = True,
    **values: Any,
) -> Profile:
    """A committed profile; offers and needs are texts, or dicts with text, intent, sectors, language."""
    given = {"name": f"Party {next(_numbers)}", "country": COUNTRY.get(kind, "IT")} | values
    columns = {name: given.pop(name) for name in ("external_id", "demo") if name in given}
    made = services.build(kind, owner, **given)
    for name, value in columns.items():
        setattr(made, name, value)
    made.state, made.listed, made.matchable = state, listed, matchable
    made.submitted_at = None if state == "draft" else now() - timedelta(hours=2)
    made.published_at = now() if state == "published" else None
    db.session.add(made)
    db.session.flush()
    _state(made, "offer", offers)
    _state(made, "need", needs)
    if terms:
        services.set_terms(made, None, **terms)
    profile_changed.send(Profile, profile_id=made.id)
    db.session.commit()
    return made


def _state(made: Profile, direction: str, statements: Sequence[str | dict[str, Any]]) -> None:
    for said in statements:
        details = {"text": said} if isinstance(said, str) else said
        services.add_statement(made, None, direction, **details)
