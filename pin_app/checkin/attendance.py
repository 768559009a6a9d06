"""How long somebody was there, counted from check-ins and the programme, and the number that proves it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app
from sqlalchemy import select

from pin_app.checkin import queries
from pin_app.checkin.models import CheckIn
from pin_app.db import db
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.queries import programme_of
from pin_app.events.showing import days_of, local
from pin_app.mail.services import path_to
from pin_app.registrations.limits import LINK_LASTS
from pin_app.registrations.models import Registration
from pin_app.security import sign, unsign
from pin_app.typed import letters_of_code

PURPOSE = "checkin.certificate"
SEAL = 8  # letters of the seal, five bits each
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody was there on these days, for so many minutes of the programme (0: it does not say)."""

    registration: Registration
    days: Sequence[date]
    minutes: int

    @property
    def number(self) -> str:
        """The number under which anybody who holds it can check the certificate."""
        return number_of(self.registration)


def attendances(registrations: Sequence[Registration]) -> list[Attendance]:
    """Return who of some people was there, in their order; asks as often for many as for one."""
    there = queries.check_ins_of([one.id for one in registrations])
    programmes = {event.id: programme_of(event) for event in {one.event for one in registrations}}
    found = []
    for one in registrations:
        rows = there.get(one.id, [])
        days = [row.day for row in rows if row.item_id is None]
        if days:
            found.append(Attendance(one, days, _minutes(one.event, programmes[one.event_id], rows, days)))
    return found


def number_of(registration: Registration) -> str:
    """Return the number of a certificate: the reference, sealed with the key of this installation."""
    reference = registration.reference
    return f"{reference[:4]}-{reference[4:]}-{_seal(reference)}"


def by_number(number: str) -> Attendance | None:
    """Return what a number certifies; None where it is not genuine, or nothing is certified any more."""
    letters = letters_of_code(number[:40])
    reference, seal = letters[:-SEAL], letters[-SEAL:]
    if not hmac.compare_digest(seal.encode(), _seal(reference).encode()):
        return None
    found = db.session.scalar(select(Registration).where(Registration.reference == reference))
    return next(iter(attendances([found])), None) if found else None


def path_of(registration: Registration) -> str:
    """Return the path of somebody's certificate, for their own page; a sensitive one has a secret in it."""
    number = number_of(registration)
    if not registration.event.sensitive:
        return path_to("checkin.certificate", number=number)
    secret = sign(PURPOSE, [registration.public_id, registration.link_secret])
    return path_to("checkin.certificate_by_link", number=number, secret=secret)


def is_secret_of(registration: Registration, secret: str) -> bool:
    """Whether a secret is the one in the path of this very certificate."""
    facts = unsign(PURPOSE, secret, int(LINK_LASTS.total_seconds()))
    return bool(facts == [registration.public_id, registration.link_secret])


def _seal(reference: str) -> str:
    key = str(current_app.secret_key).encode()
    digest = hmac.digest(key, f"pin.certificate:{reference}".encode(), hashlib.sha256)
    return base64.b32encode(digest).decode()[:SEAL]


def _minutes(
    event: Event, programme: Sequence[ProgrammeItem], rows: Sequence[CheckIn], days: Sequence[date]
) -> int:
    """Count a day by the sessions that were attended where it has doors of sessions, else by its programme.

    What runs at the same time counts once. An event of one day without any programme counts as a whole.
    """
    attended = {row.item_id for row in rows}
    spans: list[Span] = []
    for day in days:
        items = [item for item in programme if local(event, item.starts_at).date() == day]
        doors = [item for item in items if item.check_in]
        wanted = [item for item in doors if item.id in attended] if doors else items
        spans += [(item.starts_at, item.ends_at) for item in wanted]
    if not programme and len(days_of(event)) == 1:
        spans = [(event.starts_at, event.ends_at)]
    return int(_joined(spans).total_seconds() // 60)


def _joined(spans: Iterable[Span]) -> timedelta:
    """Return how long spans of time last together, overlaps once."""
    total, until = timedelta(), None
    for start, end in sorted(spans):
        begin = start if until is None else max(start, until)
        if end > begin:
            total += end - begin
            until = end
    return total
