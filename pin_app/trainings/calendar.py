"""How long evaluations are open, links work, and texts are kept; days are those of Rome."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pin_app.db import now

HERE = ZoneInfo("Europe/Rome")
OPEN_DAYS = 14
LINK_LASTS = timedelta(days=60)  # the evaluation closes earlier
TEXTS_KEPT = timedelta(days=731)


def today() -> date:
    """The present day in Rome."""
    return now().astimezone(HERE).date()
