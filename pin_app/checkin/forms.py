"""What arrives from doors: deliveries of scans, read row by row, and plain forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from pin_app.checkin.badges import PER_PAGE
from pin_app.checkin.models import WAYS
from pin_app.checkin.services import ScanSent
from pin_app.db import now
from pin_app.errors import PinError
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.showing import days_of, local
from pin_app.forms import Form, clean_line
from pin_app.i18n import LANGUAGES

MOST_SCANS = 100  # in one delivery
MOST_BYTES = 100_000
LONGEST_CODE = 100
KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
PAPER_KEY = re.compile(r"[0-9a-f]{32}")
TICKET = re.compile(r"[0-9A-Za-z_-]{43}")
SPACES = re.compile(r"[\s\-–.]+")


class ScanForm(Form):
    """One code or one name at the door, without any script."""

    key = HiddenField()
    code = StringField()
    way = HiddenField(default="code")
    session = HiddenField()


class PaperForm(Form):
    """Which paper: its language, and for badges how many on a page and whether with codes."""

    language = SelectField(choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()])
    per_page = SelectField(
        choices=[SelectChoice(str(number), str(number)) for number in PER_PAGE], default=str(PER_PAGE[0])
    )
    codes = BooleanField()
    part = IntegerField(validators=[Optional(), NumberRange(1, 1_000)])


class UndoForm(Form):
    """Taking back what a scan did."""

    scan = HiddenField()
    key = HiddenField()


@dataclass(slots=True)
class Delivery:
    """What a device sent: rows that can be taken, and those that cannot, each with its reason."""

    scans: list[ScanSent] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)


def delivery(event: Event, sessions: list[ProgrammeItem], sent: Any) -> Delivery:
    """Read a delivery `{"sent_at": …, "scans": […]}`; raises PinError where it is none or too long.

    `sent_at` is the device's clock as it sends: as far as it is off, the moments of its scans are put right.
    """
    rows = sent.get("scans") if isinstance(sent, dict) else None
    if not isinstance(rows, list):
        raise PinError("checkin.no_list")
    if len(rows) > MOST_SCANS:
        raise PinError("checkin.too_many", most=MOST_SCANS)
    clock = _moment(sent.get("sent_at"))
    slow = now() - clock if clock else timedelta()
    doors, found = {item.public_id: item for item in sessions}, Delivery()
    for index, row in enumerate(rows):
        try:
            found.scans.append(_row(event, doors, row, slow))
        except ValueError as problem:
            key = _text(row, "key") if isinstance(row, dict) else ""
            found.refused.append({"index": index, "key": key[:64], "reason": str(problem)})
    return found


def typed(event: Event, sessions: list[ProgrammeItem], given: Mapping[str, Any]) -> ScanSent:
    """Read one scan of a plain form, which happened now; ValueError says what is wrong with it."""
    doors = {item.public_id: item for item in sessions}
    return _row(event, doors, {**given, "at": now().isoformat()}, timedelta())


def code_of(text: str) -> str:
    """Return a ticket as it is, and what a person typed as a reference is written."""
    cleaned = clean_line(text)
    return cleaned if TICKET.fullmatch(cleaned) else SPACES.sub("", cleaned).upper()[:LONGEST_CODE]


def day_of(event: Event, given: str) -> date:
    """Return the day of the event that an address asks for, else today, else the nearest one."""
    days, today = days_of(event), local(event, now()).date()
    asked = {day.isoformat(): day for day in days}.get(given)
    return asked or min(max(today, days[0]), days[-1])


def _row(event: Event, doors: Mapping[str, ProgrammeItem], row: Any, slow: timedelta) -> ScanSent:
    if not isinstance(row, dict):
        raise ValueError(_("This is no scan."))
    key, way, session = (_text(row, name) for name in ("key", "way", "session"))
    code, at = code_of(_text(row, "code")), _moment(row.get("at"), slow)
    if not KEY.fullmatch(key):
        raise ValueError(_("The scan has no key of its own."))
    if not code:
        raise ValueError(_("There is no code in it."))
    if way not in WAYS or way == "paper":
        raise ValueError(_("It does not say how the code was read."))
    if at is None:
        raise ValueError(_("It does not say when it was."))
    if session and session not in doors:
        raise ValueError(_("This session is not on the programme any more."))
    door = doors.get(session)
    day = local(event, door.starts_at).date() if door else None
    return ScanSent(key, code, way, at, door.id if door else None, day, undo=row.get("undo") is True)


def _text(row: Mapping[str, Any], name: str) -> str:
    found = row.get(name)
    return found[:1000] if isinstance(found, str) else ""


def _moment(given: Any, slow: timedelta = timedelta()) -> datetime | None:
    """Read a moment with its time zone, put right by how slow the clock was; None where there is none."""
    try:
        found = datetime.fromisoformat(given[:40]) if isinstance(given, str) else None
        return (found + slow).astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None
