"""Jobs of this room."""

from __future__ import annotations

from pin_app.db import db
from pin_app.directory import services
from pin_app.jobs import BULK, enqueue, jobs


@jobs.task()
def rebuild() -> None:
    """Bring every entry in step with its profile, after a repair or a restore."""
    services.rebuild()
    db.session.commit()


@jobs.task(every_minutes=10)
def keep_topics() -> None:
    """Read the texts once where the directory is older than the search by meaning."""
    lacking = services.lacks_topics()
    db.session.rollback()
    if lacking:
        enqueue(read_topics, priority=BULK)


@jobs.task()
def read_topics(after: int = 0) -> None:
    """Bring some entries in step and ask for the next, so that nobody waits long for the store."""
    some = services.refresh_some(after)
    db.session.commit()
    if some:
        enqueue(read_topics, some[-1], priority=BULK)
