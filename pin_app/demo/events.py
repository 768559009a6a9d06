"""Five invented events of the demo's organiser, with programme and questions: three to come, one over.

The last one is to come until `under_way` lets it begin.
"""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from importlib.resources import files
from typing import Any

from pin_app.accounts.models import User
from pin_app.accounts.queries import by_email
from pin_app.db import db, now
from pin_app.events import clocks, services
from pin_app.events.models import Event
from pin_app.events.services.questions import with_keys

ORGANISER = "organiser@demo.example.org"
PUBLISHED_BEFORE = timedelta(days=40)
NOTHING: dict[str, Any] = {
    "venue": "", "address": "", "city": "", "region": "", "country": "", "online_url": "", "capacity": None,
    "waiting_list": True, "opens_at": None, "closes_at": None, "members_only": False, "listed": True,
    "sensitive": False,
}  # fmt: skip
NO_POINT: dict[str, Any] = {"speaker": "", "room": "", "check_in": False}
NO_QUESTION: dict[str, Any] = {
    "hints": {}, "options": [], "required": False, "sensitive": False, "purpose": "",
}  # fmt: skip


def fill() -> list[Event]:
    """Make the events; nothing where the demo has no organiser."""
    by = by_email(ORGANISER)
    told = json.loads((files(__package__) / "data" / "events.json").read_text("utf-8"))
    return [_made(by, one) for one in told] if by is not None else []


def _made(by: User, told: dict[str, Any]) -> Event:
    lasts = told.get("lasts", 1)
    day = now().date() + timedelta(days=told["days"])
    day = day if lasts > 1 else _working_day(day)
    given = {name: told[name] for name in services.writing.DETAILS if name in told}
    event = services.create(by, NOTHING | given | _when(told, day, told["time_zone"], lasts))
    event.demo = True
    db.session.flush()  # what holds a row reads it anew
    for point in told["programme"]:
        on = day + timedelta(days=point.get("day", 0))
        services.add_item(event, NO_POINT | point | _when(point, on, event.time_zone))
    for asked in told["questions"]:
        options = with_keys([{"key": "", "labels": labels} for labels in asked.get("options", ())], [])
        services.add_question(event, asked["kind"], NO_QUESTION | asked | {"options": options})
    _publish(event, by)
    return event


def _publish(event: Event, by: User) -> None:
    """Publish it, also one that is over by now, and some weeks ago, so that people had time to register."""
    if event.ends_at > now():
        services.publish(event, by)
    event.created_at = event.published_at = min(now(), event.starts_at) - PUBLISHED_BEFORE
    event.state = "published"
    db.session.flush()


def _when(told: dict[str, Any], day: date, zone: str, lasts: int = 1) -> dict[str, Any]:
    days = day, day + timedelta(days=lasts - 1)
    hours = zip(days, told["hours"], strict=True)
    first, last = (clocks.moment(on, time.fromisoformat(hour), zone) for on, hour in hours)
    closes = {"closes_at": first + timedelta(days=told["closes_days"])} if "closes_days" in told else {}
    return {"starts_at": first, "ends_at": last} | closes


def _working_day(day: date) -> date:
    """Return the day itself, or the Tuesday after a weekend."""
    return day + timedelta(days=max(0, day.weekday() - 4) and 8 - day.weekday())
