"""What pages of other rooms show about claims."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.access import is_staff
from pin_app.claims import queries, services, words
from pin_app.claims.catalogue import CLAIMS, Level
from pin_app.claims.complaints import count_open
from pin_app.claims.routes.blueprint import bp
from pin_app.profiles.models import Profile


def on_profile(profile: Profile, may_edit: bool = False, **_more: Any) -> dict[str, Any] | None:
    """Return what the page of a profile says: its claims to everybody, its risks to staff only."""
    rungs = queries.rungs_of_many([profile.id]).get(profile.id, [])
    flags = services.flags_of([profile]).get(profile.id, []) if is_staff(current_user) else []
    open_grievances = count_open(profile, current_user) if is_staff(current_user) else 0
    can = any(claim.is_for(profile.kind, profile.country, profile.sectors) for claim in CLAIMS.values())
    if not (rungs or flags or open_grievances or (may_edit and can)):
        return None
    return {
        "profile": profile, "rungs": rungs, "flags": flags, "may_edit": may_edit and can,
        "words": words, "levels": Level, "open_grievances": open_grievances,
    }  # fmt: skip


slots.fill(bp, "profile", "claims/_on_profile.html", on_profile)
