"""Short ways to the profiles that tests of the directory and of matches need."""

from __future__ import annotations

from typing import Any

from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_changed
from tests.factories import profiles


def profile(name: str, kind: str = "italian_firm", **facts: Any) -> Profile:
    """A published profile; `offers` and `needs` are texts or pairs (intent, text)."""
    stated = {key: [_statement(one) for one in facts.pop(key, ())] for key in ("offers", "needs")}
    return profiles.profile(kind, name=name, **stated, **facts)


def told(kept: Profile) -> None:
    """Tell the rooms above that a profile has changed."""
    profile_changed.send(Profile, profile_id=kept.id)


def _statement(said: str | tuple[str, str]) -> str | dict[str, str]:
    return said if isinstance(said, str) else {"intent": said[0], "text": said[1]}
