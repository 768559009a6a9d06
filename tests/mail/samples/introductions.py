"""Facts of the mails of the room introductions."""

from __future__ import annotations

from datetime import UTC, datetime

ABOUT = {"profile": "Gondal Trading", "partner": "Sialkot Surgical <Works> & Söhne"}
QUESTION = ABOUT | {
    "kind": "Firm in Pakistan",
    "message": "We have looked at both profiles.\nA talk is worth your time.",
    "reasons": ["They offer something that you look for.", "آپ دونوں کے پاس ایک ہی زبان ہے۔"],
    "until": datetime(2026, 12, 6, 12, tzinfo=UTC),
    "link": "/i/TOKEN",
}
REACHED = {
    "name": "عمران گوندل",
    "email": "imran@example.org",
    "phone": "+923001234567",
    "whatsapp": "https://wa.me/923001234567",
    "link": "/i/after/TOKEN",
}
SAMPLES = {
    "introduction_asked": QUESTION,
    "introduction_asked~no_reasons": QUESTION | {"reasons": []},
    "introduction_reminder": QUESTION,
    "introduction_made": ABOUT | REACHED,
    "introduction_made~by_mail_only": ABOUT | REACHED | {"name": "", "phone": "", "whatsapp": ""},
    "introduction_not_made": ABOUT | {"link": "/matches"},
    "introduction_not_made~partner_left": ABOUT | {"partner": "", "link": "/matches"},
    "introduction_withdrawn": ABOUT | {"link": "/matches"},
    "introduction_withdrawn~partner_left": ABOUT | {"partner": "", "link": "/matches"},
}
