"""Work of this room that nobody waits for."""

from __future__ import annotations

from pin_app.claims import services
from pin_app.db import db
from pin_app.jobs import jobs


@jobs.task(every_minutes=30)
def look_at_ends() -> None:
    """Remind of proofs that end soon, tell of those that have ended, delete what is long over."""
    services.remind_of_ends()
    services.tell_of_ended()
    services.delete_old_files()
    services.delete_old_grievances()
    db.session.commit()
