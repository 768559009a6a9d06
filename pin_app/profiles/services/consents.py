"""What a person agrees to decides whether a profile is listed and matched; heard from accounts at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pin_app.accounts.models import User
from pin_app.accounts.queries import standing_consents
from pin_app.accounts.signals import consent_changed, user_deactivated, user_reactivated
from pin_app.profiles import queries
from pin_app.profiles.models import Profile
from pin_app.profiles.services.announcing import changed

LISTED, MATCHABLE = "directory", "matching"  # purposes of consents


def apply_consents(user: User) -> None:
    """Bring the profiles that a person owns in line with what the person agrees to now."""
    for profile in queries.owned_by(user):
        follow_consents(profile, user)


def follow_consents(profile: Profile, owner: User) -> None:
    """Bring one profile in line with its owner's consents; of a closed account none counts."""
    standing: Collection[str] = standing_consents(owner) if owner.active else ()
    listed, matchable = LISTED in standing, MATCHABLE in standing
    if (profile.listed, profile.matchable) != (listed, matchable):
        profile.listed, profile.matchable = listed, matchable
        changed(profile)


@consent_changed.connect
@user_deactivated.connect
@user_reactivated.connect
def _hear(_sender: Any, user: User, **_more: Any) -> None:
    apply_consents(user)
