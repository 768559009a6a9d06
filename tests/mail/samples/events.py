"""Facts of the mails of the room events."""

from __future__ import annotations

ADDED = {
    "who": "ثناء Butt",
    "title": "Fare impresa tra Brescia e Sialkot <2027>",
    "may_export": False,
    "link": "/events/abcdefghjkmnp/manage",
}
SAMPLES = {
    "event_organiser_added": ADDED,
    "event_organiser_added~export": ADDED | {"who": "", "may_export": True},
}
