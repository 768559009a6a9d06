"""What pages of other rooms show about claims."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app import slots
from pin_app.access import is_staff
from pin_app.claims import complaints, queries, services, words
from pin_app.claims.catalogue import CLAIMS, Level
from pin_app.claims.ladder import Rung
from pin_app.claims.routes.blueprint import bp
from pin_app.profiles.models import Profile


def on_profile(profile: Profile, may_edit: bool = False, **_more: Any) -> dict[str, Any] | None:
    """Return what the page of a profile says: its claims to everybody, its risks to staff only."""
    rungs = [rung for rung in _rungs(profile) if rung.level != Level.NONE or rung.fallen_from]
    for_staff = _for_staff(profile)
    can = any(claim.is_for(profile.kind, profile.country, profile.sectors) for claim in CLAIMS.values())
    if not (rungs or for_staff["flags"] or for_staff["open_grievances"] or (may_edit and can)):
        return None
    shown = {"profile": profile, "rungs": rungs, "may_edit": may_edit and can, "words": words}
    return shown | for_staff


def for_desk_side(profile: Profile, **_more: Any) -> dict[str, Any] | None:
    """Return what the desk, which shows levels and goods itself, does not know: open grievances."""
    count = _for_staff(profile)["open_grievances"]
    return {"open_grievances": count} if count else None


def for_review(profile: Profile, **_more: Any) -> dict[str, Any] | None:
    """Return what staff see of a firm beside a review: levels, goods at risk, open grievances."""
    found = {"profile": profile, "rungs": _rungs(profile), "words": words} | _for_staff(profile)
    return found if found["rungs"] or found["flags"] or found["open_grievances"] else None


def on_dashboard(**_more: Any) -> dict[str, Any] | None:
    """Return for staff what waits in this room."""
    if not is_staff(current_user):
        return None
    return {"documents": queries.count_waiting(), "grievances": complaints.count_new(current_user)}


def _rungs(profile: Profile) -> list[Rung]:
    return queries.rungs_of_many([profile.id]).get(profile.id, [])


def _for_staff(profile: Profile) -> dict[str, Any]:
    if not is_staff(current_user):
        return {"flags": [], "open_grievances": 0}
    return {
        "flags": services.flags_of([profile]).get(profile.id, []),
        "open_grievances": complaints.count_open(profile, current_user),
    }


slots.fill(bp, "profile", "claims/_on_profile.html", on_profile)
slots.fill(bp, "review", "claims/_for_staff.html", for_review)
slots.fill(bp, "desk_side", "claims/_grievances.html", for_desk_side)
slots.fill(bp, "dashboard", "claims/_on_dashboard.html", on_dashboard)
