"""What happens at a door."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from pin_app.accounts.models import User
from pin_app.checkin.services import ScanSent, take
from pin_app.db import now
from pin_app.events.models import Event
from pin_app.events.showing import local
from tests.factories import events
from tests.trust.deeds import Sent, deed


def _today(by: User) -> tuple[Event, str]:
    start = now() - timedelta(hours=2)
    event = events.event(by, starts_at=start, ends_at=start + timedelta(hours=8), time_zone=events.by_day())
    return event, f"/events/{event.public_id}/check-in"


@deed("", {"scans": 1, "check_ins": 2})
def scan(by: User) -> Sent:
    event, at = _today(by)
    session = events.item(event, check_in=True)
    typed = {
        "key": uuid4().hex,
        "code": events.registration(event).ticket,
        "way": "qr",
        "session": session.public_id,
    }
    return Sent(f"{at}/scans", typed)


@deed("checkin.undone", {"scans": 1, "check_ins": -1})
def undo(by: User) -> Sent:
    event, at = _today(by)
    guest = events.registration(event)
    first = uuid4().hex
    take(event, [ScanSent(first, guest.ticket, "qr", now())], by)
    return Sent(f"{at}/undo", {"scan": first, "key": uuid4().hex}, guest)


@deed("checkin.paper", {"scans": 2, "check_ins": 2})
def paper(by: User) -> Sent:
    event, at = _today(by)
    codes = [events.registration(event).public_id for _ in range(2)]
    day = local(event, event.starts_at).date().isoformat()
    return Sent(f"{at}/paper", {"key": uuid4().hex, "day": day, "shown": codes, "there": codes}, event)


@deed("checkin.list_taken", status=200, repeats=True)
def list_taken(by: User) -> Sent:
    event, at = _today(by)
    return Sent(f"{at}/list", {}, event)


@deed("checkin.printed", status=200, repeats=True)
def printed(by: User) -> Sent:
    event, at = _today(by)
    events.registration(event)
    return Sent(f"{at}/papers/door-list", {"language": "en", "per_page": "8"}, event)
