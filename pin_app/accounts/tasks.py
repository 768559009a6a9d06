"""What accounts do by themselves: forget what is over."""

from __future__ import annotations

import logging

from pin_app.accounts.services import sweeping
from pin_app.db import db, now
from pin_app.jobs import SHORT, jobs

log = logging.getLogger(__name__)


@jobs.task(every_minutes=60, lane=SHORT)
def sweep_accounts() -> None:
    """Delete old links and ended sign-ins."""
    links, sign_ins = sweeping.sweep(now())
    db.session.commit()
    log.info("accounts swept", extra={"links": links, "sign_ins": sign_ins})
