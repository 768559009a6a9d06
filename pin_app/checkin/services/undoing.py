"""Corrections by organisers: taking a check-in back, and ticks from a list on paper."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.checkin.models import Scan
from pin_app.checkin.services.taking import Answer, ScanSent, take
from pin_app.db import now
from pin_app.events.models import Event
from pin_app.registrations.models import Registration


def undo(event: Event, scan: Scan, key: str, by: User) -> Answer:
    """Take back that the person of a scan was at its door on its day; kept as a scan of its own."""
    code = scan.registration.reference if scan.registration else ""
    return take(event, [ScanSent(key, code, "name", now(), scan.item_id, scan.day, undo=True)], by)[0]


def tick(
    event: Event,
    day: date,
    item_id: int | None,
    people: Sequence[Registration],
    ticked: Collection[int],
    shown: Collection[int],
    key: str,
    by: User,
) -> tuple[int, int]:  # fmt: skip
    """Take over a page of a list on paper: `ticked` are now ticked, `shown` were when the page was opened.

    Only what differs is changed: somebody may have come in meanwhile. Returns how many came in, and how many
    were taken back.
    """
    sent = [
        ScanSent(f"{key}-{one.id}", one.reference, "paper", now(), item_id, day, undo=one.id not in ticked)
        for one in people
        if (one.id in ticked) != (one.id in shown)
    ]
    answers = take(event, sent, by) if sent else []
    fresh = [answer.result for answer in answers if answer.fresh]
    came, undone = len([result for result in fresh if result in ("in", "again")]), fresh.count("undone")
    if fresh:
        record("checkin.paper", event, day=day, session=item_id, came=came, undone=undone)
    return came, undone
