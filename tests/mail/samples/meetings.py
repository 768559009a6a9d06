"""Facts of the mails of the room meetings."""

ABOUT = {
    "title": "Giornata B2B <Sialkot> & Brescia", "place": "Camera di Commercio", "name": "Ayesha Gondal",
    "times": ["12 May 2026, 9:00 – 17:00 (Italian time)", "12 May 2026, 12:00 – 20:00 (Pakistan time)"],
    "reference": "K7M2PQ9X", "link": "/r/TOKEN", "online_url": "", "meetings_link": "/r/TOKEN/meetings",
}  # fmt: skip
AGENDA = [
    "12 May 2026, 10:00 – 10:20, table 3: Officine Rossi S.r.l.",
    "12 May 2026, 10:30 – 10:50, table Garden: آفتاب اسٹیل",
]
SAMPLES = {
    "meeting_wishes": ABOUT,
    "meeting_agenda": ABOUT | {"agenda": AGENDA, "changed": False},
    "meeting_agenda~changed": ABOUT | {"agenda": AGENDA[:1], "changed": True},
    "meeting_agenda~nothing_left": ABOUT | {"agenda": [], "changed": True, "place": ""},
    "meeting_feedback": ABOUT | {"count": 4, "meetings_link": "/r/TOKEN/meetings/feedback"},
}
