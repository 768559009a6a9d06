"""How much may be typed, how long an offer waits, how long links work and data is kept."""

from __future__ import annotations

from datetime import timedelta

NAME_MOST = 120
ORGANISATION_MOST = 200
TEXT_MOST = 500
LONG_TEXT_MOST = 2_000
NOTE_MOST = 2_000
REASON_MOST = 500
LINK_LASTS = timedelta(days=3 * 365)  # the registration and its event end what a link can do earlier
TOLD_AGAIN_AFTER = timedelta(hours=1)  # somebody who is registered already and fills in the form again
WEEK_BEFORE = timedelta(days=7)
DAY_BEFORE = timedelta(days=1)
GUESTS_KEPT = timedelta(days=731)  # 24 months from the end of the event
