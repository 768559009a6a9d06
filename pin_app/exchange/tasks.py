"""Jobs of this room, and what it asks of the room below after an import."""

from __future__ import annotations

from pin_app.exchange.reports import Report
from pin_app.exchange.services import keeping
from pin_app.jobs import BULK, enqueue, jobs
from pin_app.matches.tasks import rematch_all


def ask_for_matches(outcome: Report) -> None:
    """Have everybody compared anew where an import has changed something; call it after the commit."""
    if outcome.stored and outcome.changes_something:
        enqueue(rematch_all, priority=BULK)


@jobs.task(every_minutes=30)
def sweep_uploads() -> None:
    """Delete uploads that nobody has taken in within the hour."""
    keeping.sweep()
