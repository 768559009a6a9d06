"""Facts of the mails of the room registrations."""

from __future__ import annotations

ABOUT = {
    "title": "Fare impresa tra Brescia e Sialkot <2027>",
    "times": [
        "Thursday, 14 January 2027, 09:00 – 17:00 (Italian time)",
        "Thursday, 14 January 2027, 13:00 – 21:00 (Pakistan time)",
    ],
    "place": "Camera di Commercio, Via Einaudi 23, Brescia",
    "name": "ثناء Butt",
    "reference": "K7QX2M4P",
    "link": "/r/TOKEN",
    "online_url": "",
}
ONLINE = {"online_url": "https://meet.example.org/room/7", "place": ""}
SAMPLES = {
    "registration_confirmed": ABOUT,
    "registration_confirmed~online": ABOUT | ONLINE,
    "registration_waiting": ABOUT,
    "registration_offered": ABOUT | {"until": "Sunday, 6 December 2026, 13:00 (Italian time)"},
    "registration_offer_over": ABOUT,
    "registration_address_changed": {"title": ABOUT["title"]},
    "registration_cancelled": ABOUT | {"by_organiser": False},
    "registration_cancelled~by_organiser": ABOUT | {"by_organiser": True},
    "registration_event_cancelled": ABOUT | {"note": "The speaker is ill.\nWe meet in spring."},
    "registration_event_cancelled~without_note": ABOUT | {"note": ""},
    "registration_event_changed": ABOUT | {"new_time": True, "new_place": True},
    "registration_event_changed~time": ABOUT | ONLINE | {"new_time": True, "new_place": False},
    "registration_event_changed~place": ABOUT | {"new_time": False, "new_place": True},
    "registration_reminder": ABOUT | {"tomorrow": False},
    "registration_reminder~tomorrow": ABOUT | ONLINE | {"tomorrow": True},
    "registration_already": ABOUT | {"state": "registered"},
    "registration_already~waiting": ABOUT | {"state": "waiting"},
    "registration_already~offered": ABOUT | {"state": "offered"},
}
