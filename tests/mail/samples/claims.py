"""Facts of the mails of the room claims."""

from datetime import date

SAMPLES = {
    "claims_expiring": {
        "profile": "Sialkot Surgical Works",
        "claims": [("social_security", date(2026, 12, 20)), ("safety", date(2026, 12, 31))],
        "link": "/profiles/abc/claims",
    },
    "grievance_answered": {"link": "/grievance/answer"},
    "grievance_received": {"link": "/grievance/answer"},
    "claims_under_review": {
        "profile": "Sialkot Surgical Works",
        "claims": ["minimum_age", "wages"],
        "link": "/profiles/abc/claims",
    },
}
