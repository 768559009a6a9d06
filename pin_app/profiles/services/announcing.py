"""What follows from a change: the rooms above are told."""

from __future__ import annotations

from pin_app.db import db
from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_changed


def changed(profile: Profile, *, seen: bool = True) -> None:
    """Flush a change and follow it up; `seen` when something is shown or matched. A draft tells nobody."""
    db.session.flush()
    if seen and profile.state != "draft":
        announce(profile)


def announce(profile: Profile) -> None:
    """Tell the rooms above that what is shown or matched may have changed."""
    db.session.flush()
    profile_changed.send(Profile, profile_id=profile.id)
