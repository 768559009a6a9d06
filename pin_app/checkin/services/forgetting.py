"""Codes that nobody had are forgotten with the guests of an event: perhaps somebody typed a name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from pin_app.checkin.models import Scan
from pin_app.db import db, now
from pin_app.registrations.limits import GUESTS_KEPT
from pin_app.registrations.models import Registration
from pin_app.registrations.signals import registration_forgotten


@registration_forgotten.connect
def forget_typed(_sender: type[Registration], registration: Registration, **_more: Any) -> None:
    """Empty what was typed at the doors of an event whose guests are forgotten."""
    if registration.event.ends_at <= now() - GUESTS_KEPT:
        typed = (Scan.event_id == registration.event_id, Scan.typed != "")
        db.session.execute(update(Scan).where(*typed).values(typed=""))
