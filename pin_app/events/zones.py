"""The two time zones as a calendar file describes them (RFC 5545, VTIMEZONE).

The library can list every change of clocks since 1970 by itself: that is 4 kB a file, ends in 2038 and has
the onset of summer time an hour late. Two rules say the same for the years that events have here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

HOUR = timedelta(hours=1)


def zone(name: str) -> Timezone:
    """Return the description of Europe/Rome or Asia/Karachi."""
    made = Timezone()
    made.add("tzid", name)
    for part in _rome() if name == "Europe/Rome" else _karachi():
        made.add_component(part)
    return made


def _rome() -> list[TimezoneStandard | TimezoneDaylight]:
    """Return the rule of the European Union since 1996 (directive 2000/84/EC): the last Sundays."""
    summer = _part(TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), HOUR, 2 * HOUR)
    winter = _part(TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 2 * HOUR, HOUR)
    for part, month in ((summer, 3), (winter, 10)):
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
    return [summer, winter]


def _karachi() -> list[TimezoneStandard | TimezoneDaylight]:
    """Return the hour of Pakistan, which has no summer time since 2009."""
    return [_part(TimezoneStandard(), "PKT", datetime(2009, 11, 1), 6 * HOUR, 5 * HOUR)]


def _part(
    made: TimezoneStandard | TimezoneDaylight, name: str, since: datetime, before: timedelta, after: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    made.add("tzname", name)
    made.add("dtstart", since)  # local, as the standard wants it
    made.add("tzoffsetfrom", before)
    made.add("tzoffsetto", after)
    return made
