"""Jobs of this room."""

from __future__ import annotations

from pin_app.db import db
from pin_app.directory import services
from pin_app.jobs import jobs


@jobs.task()
def rebuild() -> None:
    """Bring every entry in step with its profile, after a repair or a restore."""
    services.rebuild()
    db.session.commit()
