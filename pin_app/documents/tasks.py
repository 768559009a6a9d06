"""Work of this room that nobody waits for."""

from __future__ import annotations

import logging

from pin_app.documents import services
from pin_app.jobs import jobs

log = logging.getLogger(__name__)


@jobs.task(every_minutes=30)
def sweep_documents() -> None:
    """Delete files that have no row, and tell the operator of rows that have no file."""
    swept, missing = services.sweep()
    if swept:
        log.info("documents without a row deleted", extra={"files": swept})
    if missing:
        log.error("files of documents are missing", extra={"files": len(missing)})
