"""What attendance is counted by: points of the programme with check-in, else the days of a date.

Days and hours go by the clocks of the place, so the nights on which clocks change are as long as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pin_app.events.models import Event, ProgrammeItem

ONE_NIGHT = timedelta(hours=12)  # what is longer and ends on another day takes more than one day
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Session:
    """One session: a check-in for the item, or without item on one of the days, says that somebody was there.

    `minutes` is 0 where nobody said how long it takes.
    """

    event: Event
    item: ProgrammeItem | None
    days: tuple[date, ...]
    starts_at: datetime
    ends_at: datetime
    minutes: int

    @property
    def key(self) -> str:
        """A name of this session for a form."""
        return self.item.public_id if self.item else f"{self.event.public_id}-{self.days[0].isoformat()}"

    def was_attended(self, seen: set[tuple[int | None, date]]) -> bool:
        """Whether check-ins, as item and day, are of this session."""
        if self.item is not None:
            return any(item_id == self.item.id for item_id, _ in seen)
        return any((None, day) in seen for day in self.days)


def sessions_of(events: Iterable[Event], items: Iterable[ProgrammeItem]) -> list[Session]:
    """Return the sessions of some dates in the order of time; `items` are the points of their programmes."""
    counted: dict[int, list[ProgrammeItem]] = {}
    for item in items:
        if item.check_in:
            counted.setdefault(item.event_id, []).append(item)
    found = [session for event in events for session in _of_event(event, counted)]
    return sorted(found, key=lambda session: (session.starts_at, session.ends_at, session.key))


def reaches(minimum: int | None, unit: str, attended: int, sessions: int) -> bool:
    """Whether somebody who was at some of the sessions may have a certificate; percents are not rounded."""
    if minimum is None or not attended:
        return False
    return attended * 100 >= minimum * sessions if unit == "percent" else attended >= minimum


def _of_event(event: Event, items: Mapping[int, Sequence[ProgrammeItem]]) -> list[Session]:
    if event.id in items:
        return [_of_item(event, item) for item in items[event.id]]
    zone = ZoneInfo(event.time_zone)
    begin, end = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    days = _days(event.starts_at, event.ends_at, zone)
    if len(days) == 1 or event.ends_at - event.starts_at <= ONE_NIGHT:
        return [_session(event, None, tuple(days), event.starts_at, event.ends_at)]
    if end.time() > begin.time() or end.time() == time.min:
        return [_session(event, None, (day,), *_clocks(day, begin.time(), end.time(), zone)) for day in days]
    return [_of_whole_day(event, day, days, zone) for day in days]


def _of_item(event: Event, item: ProgrammeItem) -> Session:
    days = _days(item.starts_at, item.ends_at, ZoneInfo(event.time_zone))
    return _session(event, item, tuple(days), item.starts_at, item.ends_at)


def _of_whole_day(event: Event, day: date, days: Sequence[date], zone: ZoneInfo) -> Session:
    """Begins in the afternoon and ends on a later morning: how long people sit on each day nobody said."""
    begin, end = _clocks(day, time.min, time.min, zone)
    begin = event.starts_at if day == days[0] else begin
    end = event.ends_at if day == days[-1] else end
    return Session(event, None, (day,), begin, end, 0)


def _session(
    event: Event, item: ProgrammeItem | None, days: tuple[date, ...], begin: datetime, end: datetime
) -> Session:
    return Session(event, item, days, begin, end, round((end - begin).total_seconds() / 60))


def _days(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> list[date]:
    """The days on which something takes place; what ends at midnight does not touch the day that begins."""
    first, last = starts_at.astimezone(zone).date(), (ends_at - INSTANT).astimezone(zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _clocks(day: date, begin: time, end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which the clocks of a place show two times on a day; midnight as the end is the next."""
    last = day + timedelta(days=1) if end == time.min else day
    first, second = datetime.combine(day, begin, tzinfo=zone), datetime.combine(last, end, tzinfo=zone)
    return first.astimezone(UTC), second.astimezone(UTC)
