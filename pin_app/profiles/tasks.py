"""Work of this room that nobody waits for."""

from __future__ import annotations

from pin_app.db import db
from pin_app.jobs import BULK, enqueue, jobs
from pin_app.profiles import services


@jobs.task(every_minutes=5)
def keep_party_keys() -> None:
    """Make the keys anew by which profiles of one party are found, of those that have changed."""
    done = services.keep_party_keys()
    db.session.commit()
    if done == services.KEYED_AT_ONCE:
        enqueue(keep_party_keys, priority=BULK)


@jobs.task(every_minutes=20)
def expire_statements() -> None:
    """Close offers and needs whose last day has passed."""
    services.expire_statements()
    db.session.commit()
