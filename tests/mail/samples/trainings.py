"""Facts of the mails of the room trainings."""

from __future__ import annotations

from datetime import date

PLACE = {
    "title": "Contratto e <busta paga>",
    "times": ["martedì 5 maggio 2026, 18:00 – 20:00 (ora italiana)", "8:00 PM – 11:00 PM (Pakistan time)"],
    "place": "Casa del Popolo, Brescia",
    "online_url": "",
    "state": "registered",
    "reference": "ABCD2345",
    "link": "/r/TOKEN",
}
WAITING = PLACE | {"place": "", "state": "waiting", "title": "تنخواہ کی پرچی"}
SAMPLES = {
    "training_registered": {
        "name": "Aisha Khan",
        "title": "Stesso lavoro, stessi diritti",
        "dates": [PLACE, WAITING, PLACE | {"online_url": "https://meet.example.org/abc"}],
    },
    "training_certificate": {
        "name": "Aisha Khan",
        "title": "Stesso lavoro, stessi diritti",
        "sessions": 7,
        "of_sessions": 8,
        "number": "ABCD-2345-EFGH-6789",
        "link": "/trainings/certificates/ABCD-2345-EFGH-6789/paper/SECRET",
    },
    "training_evaluation": {
        "name": "Aisha Khan",
        "title": "Stesso lavoro, stessi diritti",
        "until": date(2026, 6, 30),
        "link": "/evaluations/take/TOKEN",
    },
}
