"""Parts that this room shows on pages of others: on the first page, and on a card among the matches."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_login import current_user

from pin_app import slots
from pin_app.access import is_staff
from pin_app.accounts.current import me
from pin_app.introductions import queries, showing
from pin_app.introductions.routes.blueprint import bp
from pin_app.profiles import queries as profiles
from pin_app.profiles.models import Profile


def on_dashboard(**_given: Any) -> dict[str, Any] | None:
    """Questions that wait for the person's answer."""
    if not current_user.is_authenticated:
        return None
    waiting = queries.waiting_for(me())
    if not waiting:
        return None
    own = {profile.id for profile in profiles.of(me())}
    return {"waiting": [showing.seen(one, "first" if one.first_id in own else "second") for one in waiting]}


def on_dashboard_of_staff(**_given: Any) -> dict[str, Any] | None:
    """How many reported problems wait."""
    count = queries.count_reported() if is_staff(current_user) else 0
    return {"count": count} if count else None


def on_match(profile: Profile, partner: Any, purpose: str) -> dict[str, Any]:
    """Whether this partner can be asked for, or how its introduction stands."""
    standing = _standing(profile).get(partner.id)
    view = (
        showing.seen(standing, "first" if standing.first_id == profile.id else "second") if standing else None
    )
    return {"view": view, "profile": profile, "partner": partner, "purpose": purpose}


def _standing(profile: Profile) -> dict[int, Any]:
    """All standing introductions of a profile that it knows of, asked once a page."""
    kept: dict[int, Any] = g.setdefault("introductions_of", {})
    if profile.id not in kept:
        kept[profile.id] = queries.known_of(profile)
    found: dict[int, Any] = kept[profile.id]
    return found


slots.fill(bp, "dashboard", "introductions/_on_dashboard.html", on_dashboard)
slots.fill(bp, "dashboard", "introductions/_problems_on_dashboard.html", on_dashboard_of_staff)
slots.fill(bp, "match", "introductions/_on_match.html", on_match)
