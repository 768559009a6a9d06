"""Work of this room that nobody waits for."""

from __future__ import annotations

from pin_app.db import db
from pin_app.jobs import jobs
from pin_app.profiles import services


@jobs.task(every_minutes=20)
def expire_statements() -> None:
    """Close offers and needs whose last day has passed."""
    services.expire_statements()
    db.session.commit()
