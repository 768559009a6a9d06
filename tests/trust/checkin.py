"""An event of the organiser, which began this morning, somebody who came, and what its doors need."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from werkzeug.routing import Rule

from pin_app.checkin.attendance import PURPOSE, number_of
from pin_app.checkin.services import ScanSent, take
from pin_app.db import now
from pin_app.security import sign
from tests.factories import events

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, object]:
    """What the address of a route needs."""
    start, by = now() - timedelta(hours=2), cast.people["organiser"]
    made = events.event(by, starts_at=start, ends_at=start + timedelta(hours=8), time_zone=events.by_day())
    guest = events.registration(made)
    take(made, [ScanSent(uuid4().hex, guest.ticket, "qr", start)], by)
    known: dict[str, object] = {"public_id": made.public_id, "number": number_of(guest), "paper": "badges"}
    known["secret"] = sign(PURPOSE, [guest.public_id, guest.link_secret])
    return {name: value for name, value in known.items() if name in rule.arguments}
