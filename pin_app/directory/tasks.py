"""Jobs of this room."""

from __future__ import annotations

from datetime import timedelta

from pin_app.db import db
from pin_app.directory import queries, services
from pin_app.jobs import jobs

LOOK_BACK = timedelta(days=3)


@jobs.task(every_minutes=30)
def drop_expired() -> None:
    """Write the entries anew whose offers or needs have passed their last day, so that nobody finds them."""
    services.refresh_many(queries.lately_expired(LOOK_BACK))
    db.session.commit()


@jobs.task()
def rebuild() -> None:
    """Bring every entry in step, after a repair or a restore."""
    services.rebuild()
    db.session.commit()
