"""What follows from a change: a published text goes back to staff, and the rooms above are told."""

from __future__ import annotations

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_changed


def changed(profile: Profile, by: User | None, *, text: bool = False, seen: bool = True) -> None:
    """Flush a change and follow it up; `text` when others would read it, `seen` when shown or matched.

    `by` is None where the house itself acts, as in an import: like staff it needs no second look.
    """
    was_draft = profile.state == "draft"
    if text and profile.state == "published" and not is_trusted(by):
        profile.state, profile.submitted_at = "submitted", now()
    db.session.flush()
    if seen and not was_draft:
        announce(profile)


def announce(profile: Profile) -> None:
    """Tell the rooms above that what is shown or matched may have changed."""
    db.session.flush()
    profile_changed.send(Profile, profile_id=profile.id)


def is_trusted(by: User | None) -> bool:
    """Whether changes of this person need no second look."""
    return by is None or is_staff(by)


def same(first: object, second: object) -> bool:
    """Whether a field stays as it is; an empty list, text and nothing are all nothing."""
    return first == second or (first in (None, "", []) and second in (None, "", []))
