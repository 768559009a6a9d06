"""Jobs of this room, and what it asks of the room below after an import."""

from __future__ import annotations

from pin_app.exchange.services import keeping
from pin_app.jobs import BULK, enqueue, jobs
from pin_app.matches.tasks import rematch_all


def ask_for_matches() -> None:
    """Have everybody compared anew, once; call it after the commit of an import."""
    enqueue(rematch_all, priority=BULK)


@jobs.task(every_minutes=30)
def sweep_uploads() -> None:
    """Delete uploads that nobody has taken in within the hour."""
    keeping.sweep()
