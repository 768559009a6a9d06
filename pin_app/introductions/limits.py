"""How long people are waited for, how often they are asked, and after how long a pair may be tried again."""

from __future__ import annotations

from datetime import timedelta

ANSWER_WITHIN = timedelta(days=14)  # then the question expires
REMIND_AFTER = timedelta(days=7)  # once
ROOM_WITHIN = timedelta(days=60)  # for the second side, after the first has said yes
PAUSE_OF_PAIR = timedelta(days=180)  # between two introductions of one pair, from the end of the first
MONTH = timedelta(days=30)
CAPACITY = 6  # introductions a month of a profile that says nothing of it
OPEN_REQUESTS_MOST = 5  # of one profile, that staff have not decided on yet
REQUESTS_A_WEEK = 10
WEEK = timedelta(days=7)
AGAIN_WITHIN = timedelta(minutes=1)  # the same form sent again
LINK_LASTS = timedelta(days=200)  # a link of a mail; the state of the introduction ends it earlier
MESSAGE_MOST = 2_000
NOTE_MOST = 1_000
