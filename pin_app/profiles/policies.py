"""Who may see, edit and manage a profile."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from pin_app.access import is_administrator, is_signed_in, is_staff
from pin_app.db import db
from pin_app.profiles.models import Profile, ProfileMember


def is_public(profile: Profile) -> bool:
    """Whether everybody may see it: staff have published it and its owner agreed to be listed."""
    return profile.state == "published" and profile.listed


def is_owner(user: Any, profile: Profile) -> bool:
    """Whether it is the person's own profile."""
    return is_signed_in(user) and profile.owner_id == user.id


def is_member(user: Any, profile: Profile) -> bool:
    """Whether the person may act for the profile beside its owner."""
    if not is_signed_in(user):
        return False
    mine = exists().where(ProfileMember.profile_id == profile.id, ProfileMember.user_id == user.id)
    return bool(db.session.scalar(select(mine)))


def may_act_for(user: Any, profile: Profile) -> bool:
    """Owner or member."""
    return is_owner(user, profile) or is_member(user, profile)


def may_edit(user: Any, profile: Profile) -> bool:
    """Owner, member or staff."""
    return is_staff(user) or may_act_for(user, profile)


def may_see(user: Any, profile: Profile) -> bool:
    """Everybody once it is public; before that those who may edit it."""
    return is_public(profile) or may_edit(user, profile)


def may_manage(user: Any, profile: Profile) -> bool:
    """Who decides on the people behind a profile: its owner, or an administrator."""
    return is_owner(user, profile) or is_administrator(user)
