"""What time does to evaluations: closed after their last day, and emptied of texts after two years."""

from __future__ import annotations

import logging

from pin_app.db import db, now
from pin_app.jobs import SHORT, jobs
from pin_app.trainings import queries, services
from pin_app.trainings.calendar import TEXTS_KEPT, today

log = logging.getLogger(__name__)


@jobs.task(every_minutes=60, lane=SHORT)
def sweep_evaluations() -> None:
    """Do what is due, each evaluation in a transaction of its own; running twice changes nothing."""
    late, old = queries.due_to_close(today()), queries.due_to_be_emptied(now() - TEXTS_KEPT)
    for evaluation in late:
        services.close(evaluation)
        db.session.commit()
    for evaluation in old:
        services.forget_texts(evaluation)
        db.session.commit()
    if late or old:
        log.info("evaluations swept", extra={"closed": len(late), "emptied": len(old)})
