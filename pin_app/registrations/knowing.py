"""What people know of an event's time and place, in a form that shows whether it is other now."""

from __future__ import annotations

import hashlib

from pin_app.events import showing
from pin_app.events.models import Event


def time_of(event: Event) -> str:
    """Return what is known of the time, to see whether it is other than what was told."""
    return f"{event.starts_at.isoformat()}/{event.ends_at.isoformat()}"


def place_of(event: Event) -> str:
    """Return a digest of the place and the link, to see whether they are other than what was told."""
    whole = "\n".join((showing.place_of(event), event.country, event.online_url))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
