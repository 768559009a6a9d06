"""Who acts for which side, who knows of an introduction, and when contacts are shown."""

from __future__ import annotations

from typing import Any

from pin_app.access import is_staff
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import CONTACT, SIDES
from pin_app.profiles.models import Profile
from pin_app.profiles.policies import may_act_for

OTHER = {"first": "second", "second": "first"}


def profile_of(introduction: Introduction, side: str) -> Profile | None:
    """Return the profile of a side; None when it was deleted."""
    return introduction.first if side == "first" else introduction.second


def partner_of(introduction: Introduction, side: str) -> Profile | None:
    """Return the profile that this side is introduced to."""
    return profile_of(introduction, OTHER[side])


def side_of(user: Any, introduction: Introduction) -> str:
    """Return the side for which a person acts, empty where it is neither."""
    for side in SIDES:
        profile = profile_of(introduction, side)
        if profile is not None and may_act_for(user, profile):
            return side
    return ""


def knows(introduction: Introduction, side: str) -> bool:
    """Whether a side has heard of the introduction: it was asked, or asked for it itself."""
    if side == "first":
        return introduction.first_asked_at is not None or introduction.origin == "member"
    return introduction.second_asked_at is not None


def may_see(user: Any, introduction: Introduction) -> bool:
    """Staff, and who acts for a side that has heard of it."""
    side = side_of(user, introduction)
    return is_staff(user) or bool(side and knows(introduction, side))


def shows_contact(introduction: Introduction) -> bool:
    """Whether the two see how to reach each other: from the second yes on, until it ends."""
    there = introduction.first is not None and introduction.second is not None
    return there and introduction.state in CONTACT


def waits_for(introduction: Introduction) -> str:
    """Return the side that is asked and has not answered, empty where nobody is waited for."""
    for side in SIDES:
        if introduction.state == f"{side}_asked" and not getattr(introduction, f"{side}_answer"):
            return side
    return ""
