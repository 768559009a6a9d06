"""Writing to the people whom a list has brought, where the organiser wants that; some at a time."""

from __future__ import annotations

from pin_app.attendees.queries import imports
from pin_app.db import db
from pin_app.registrations import policies
from pin_app.registrations.services import mailing, places


def tell_some(most: int = 50) -> int:
    """Write to some of those who are to be written to; returns how many rows were looked at."""
    rows = imports.mails_due(most)
    for row in rows:
        row.mail_due = False
        if row.registration is not None:
            places.take_one(row.registration)
            if policies.may_change(row.registration):
                mailing.tell_state(row.registration)
    db.session.flush()
    return len(rows)
