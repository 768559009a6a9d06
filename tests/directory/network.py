"""Profiles as tests of the directory and of matches need them, written straight into the store."""

from __future__ import annotations

from typing import Any

from pin_app.db import db, now
from pin_app.profiles.models import Profile, Statement
from pin_app.profiles.signals import profile_changed


def profile(name: str, **facts: Any) -> Profile:
    """Keep a published profile and tell the rooms above; `offers` and `needs` are texts or (intent, text)."""
    stated = {direction: facts.pop(f"{direction}s", ()) for direction in ("offer", "need")}
    usual = {"kind": "italian_firm", "country": "IT", "state": "published", "listed": True, "matchable": True}
    kept = Profile(name=name, **(usual | {"published_at": now(), "sectors": [], "languages": []} | facts))
    db.session.add(kept)
    db.session.flush()
    for direction, texts in stated.items():
        for text in texts:
            _state(kept, direction, text)
    db.session.flush()
    told(kept)
    return kept


def told(kept: Profile) -> None:
    """Tell the rooms above that a profile has changed."""
    profile_changed.send(Profile, profile_id=kept.id)


def _state(kept: Profile, direction: str, text: str | tuple[str, str]) -> None:
    intent, words = (None, text) if isinstance(text, str) else text
    db.session.add(Statement(profile_id=kept.id, direction=direction, intent=intent, text=words, sectors=[]))
