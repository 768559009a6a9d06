"""What scans come to, in whichever order they arrive: who was there, on a day and in a session, since when.

Devices without a network send late, so nothing here may depend on the order of arrival. A scan counts unless
it was taken back at the same moment or later; taking back a day takes back its sessions. Of several scans the
earliest says since when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pin_app.checkin.models import Scan


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody was there, since when, and who let them in."""

    first_at: datetime
    by_id: int | None


def presence_of(trail: Iterable[Scan], day: date) -> dict[int | None, Presence]:
    """Return where the person was on a day: by point of the programme, None for the day itself."""
    of_day = sorted(
        (scan for scan in trail if scan.day == day), key=lambda scan: (scan.scanned_at, scan.scan_key)
    )
    undone = [scan for scan in of_day if scan.result == "undone"]
    found: dict[int | None, Presence] = {}
    for scan in of_day:
        if scan.result != "undone" and not any(_takes_back(later, scan) for later in undone):
            for place in {None, scan.item_id}:
                found.setdefault(place, Presence(scan.scanned_at, scan.by_id))
    return found


def _takes_back(undone: Scan, scan: Scan) -> bool:
    return undone.scanned_at >= scan.scanned_at and undone.item_id in (None, scan.item_id)
