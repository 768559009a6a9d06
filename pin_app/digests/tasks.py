"""Sending digests where it is morning, each in a transaction of its own, so that a restart doubles none."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.digests import calendar, queries, services
from pin_app.digests.models import TOPIC
from pin_app.jobs import BULK, SHORT, enqueue, jobs
from pin_app.mail.models import UnwantedTopic
from pin_app.mail.signals import topic_unwanted

log = logging.getLogger(__name__)
MOST = 50  # then other short jobs have their turn


@jobs.task(every_minutes=20, lane=SHORT)
def send_digests() -> None:
    """Make the digests that are due now."""
    if make_due(now()) == MOST:
        enqueue(send_digests, priority=BULK)


def make_due(moment: datetime) -> int:
    """Make the digests that are due at a moment, at most some at once; returns how many were looked at."""
    left = MOST
    for country in calendar.ZONES:
        for pace in ("weekly", "monthly"):
            period = calendar.period_due(pace, country, moment)
            numbers = queries.due(pace, country, period, left) if period and left else []
            db.session.rollback()
            for number in numbers:
                _make(number, period)
            left -= len(numbers)
    return MOST - left


def _make(number: int, period: str) -> None:
    user = db.session.get(User, number)
    if user is None:
        return
    try:
        told = services.make(user, period)
        db.session.commit()
        log.info("digest made", extra={"user": number, "period": period, "told": told})
    except IntegrityError:  # another worker was quicker
        db.session.rollback()


@topic_unwanted.connect_via(UnwantedTopic)
def _stop(_sender: Any, address: str, topic: str) -> None:
    if topic == TOPIC:
        services.stop(address)
