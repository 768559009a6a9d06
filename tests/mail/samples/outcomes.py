"""Facts of the mails of the room outcomes."""

NAME, PARTNER = "Sialkot Surgical <Works> & Söhne", "Officine Rossi S.r.l."
ASKED = {"profile": NAME, "partner": PARTNER, "months": 3, "link": "/f/TOKEN"}
SAMPLES = {"follow_up_asked": ASKED, "follow_up_reminder": ASKED | {"months": 6}}
