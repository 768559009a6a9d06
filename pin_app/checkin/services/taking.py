"""Scans arrive: each is kept once, whatever came of it, and says who is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.checkin import policies, queries
from pin_app.checkin.models import CheckIn, Scan
from pin_app.checkin.services.presence import Presence, presence_of
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.showing import days_of, local
from pin_app.registrations.models import Registration


@dataclass(frozen=True, slots=True)
class ScanSent:
    """One scan as a device sends it: a key of its making, what was read, how, when, and at which door.

    `code` is a ticket or a reference. `day` is said only where the moment does not tell it, as on paper.
    """

    scan_key: str
    code: str
    way: str
    scanned_at: datetime
    item_id: int | None = None
    day: date | None = None
    undo: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a scan; `first_at`: since when the person is there; `fresh`: it was not known before."""

    scan_key: str
    result: str
    registration: Registration | None
    day: date
    first_at: datetime | None
    fresh: bool


def take(event: Event, scans: Sequence[ScanSent], by: User) -> list[Answer]:
    """Keep scans of a device and return an answer to each; one that arrives again has no further effect.

    Raises PinError where the door is not open yet, or where a key was used at another event.
    """
    if now() < policies.opens_at(event):
        raise PinError("checkin.too_early")
    hold(event)  # devices of one event wait for each other: two of them may send the same person
    known = queries.scans_by_key(scan.scan_key for scan in scans)
    if any(scan.event_id != event.id for scan in known.values()):
        raise PinError("checkin.foreign_key")
    fresh: dict[str, ScanSent] = {}
    for scan in scans:
        if scan.scan_key not in known:
            fresh.setdefault(scan.scan_key, scan)
    desk = _Desk.of(event, by, list(fresh.values()))
    try:
        made = {key: desk.keep(scan) for key, scan in fresh.items()}
        desk.settle()
        db.session.flush()
    except IntegrityError:  # the same key at another event, which was not to be seen a moment ago
        raise PinError("checkin.foreign_key") from None
    _note_undone(event, [made[key] for key, scan in fresh.items() if scan.undo])
    kept = known | made
    desk.look_up(kept.values())
    return [desk.answer(kept[scan.scan_key], scan.scan_key in made) for scan in scans]


@dataclass(slots=True)
class _Desk:
    """What is known of the people in one delivery."""

    event: Event
    by: User
    people: dict[str, Registration]
    trails: dict[int, list[Scan]]
    touched: dict[tuple[int, date], Registration] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, by: User, scans: Sequence[ScanSent]) -> _Desk:
        people = queries.by_codes(event, (scan.code for scan in scans)) if scans else {}
        return cls(event, by, people, queries.trails({one.id for one in people.values()}))

    def keep(self, sent: ScanSent) -> Scan:
        """Make the row of a scan and say what came of it."""
        person, at = self.people.get(sent.code), bounded(self.event, sent.scanned_at)
        made = Scan(
            event_id=self.event.id, scan_key=sent.scan_key, item_id=sent.item_id, scanned_at=at, way=sent.way,
            day=sent.day or day_at(self.event, at), by_id=self.by.id, received_at=now(), result="unknown",
            typed=sent.code[:40] if person is None and sent.way == "code" else "",
        )  # fmt: skip
        if person is not None:
            made.registration, made.registration_id = person, person.id
            made.result = self._result(person, made, sent.undo)
        db.session.add(made)
        return made

    def _result(self, person: Registration, scan: Scan, undo: bool) -> str:
        if not undo and not policies.has_place(person):
            return "no_place"
        trail, place = self.trails.setdefault(person.id, []), scan.item_id
        was_there = place in presence_of(trail, scan.day)
        scan.result = "undone" if undo else "in"
        trail.append(scan)
        self.touched[person.id, scan.day] = person
        if undo or place not in presence_of(trail, scan.day):  # taken back before it arrived
            return "undone"
        return "again" if was_there else "in"

    def settle(self) -> None:
        """Bring who is there into line with the scans."""
        standing = queries.check_ins_of({number for number, _day in self.touched})
        for number, day in self.touched:
            rows = {one.item_id: one for one in standing.get(number, []) if one.day == day}
            found = presence_of(self.trails[number], day)
            for place in rows.keys() - found.keys():
                db.session.delete(rows[place])
            for place, presence in found.items():
                self._note(rows.get(place), number, day, place, presence)

    def _note(self, row: CheckIn | None, number: int, day: date, place: int | None, said: Presence) -> None:
        if row is None:
            row = CheckIn(event_id=self.event.id, registration_id=number, day=day, item_id=place)
            db.session.add(row)
        row.first_at, row.by_id = said.first_at, said.by_id

    def look_up(self, scans: Iterable[Scan]) -> None:
        """Read the trails of people whose scans were known before this delivery."""
        wanted = {scan.registration_id for scan in scans if scan.registration_id}
        self.trails |= queries.trails(wanted - self.trails.keys())

    def answer(self, scan: Scan, fresh: bool) -> Answer:
        """Say what came of a scan, and since when the person is there."""
        presence = presence_of(self.trails.get(scan.registration_id or 0, []), scan.day).get(scan.item_id)
        first_at = presence.first_at if presence else None
        return Answer(scan.scan_key, scan.result, scan.registration, scan.day, first_at, fresh)


def _note_undone(event: Event, scans: Iterable[Scan]) -> None:
    for scan in scans:
        if scan.registration is not None:
            facts = {"event": event.public_id, "day": scan.day, "session": scan.item_id}
            record("checkin.undone", scan.registration, **facts)


def bounded(event: Event, moment: datetime) -> datetime:
    """Bring a device's clock into what can be: not after this moment, not before the door opened."""
    return min(max(moment, policies.opens_at(event)), now())


def day_at(event: Event, moment: datetime) -> date:
    """Return the day of the event at a moment, by the clocks of the place; its first or last one outside."""
    days = days_of(event)
    return min(max(local(event, moment).date(), days[0]), days[-1])
