"""What this room says."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

RESULTS = {
    "in": _l("Welcome, come in"),
    "again": _l("Already checked in"),
    "unknown": _l("Not on the list of this event"),
    "no_place": _l("Registered, but without a place"),
    "undone": _l("Check-in taken back"),
    "kept": _l("Kept on this phone"),
    "refused": _l("This scan was not taken"),
}
SIGNS = {
    "in": "✓", "again": "↻", "unknown": "✕", "no_place": "✕", "undone": "↶", "kept": "…", "refused": "✕",
}  # fmt: skip
LOGGED = {
    "in": _l("Checked in"),
    "again": _l("Once more"),
    "unknown": _l("Unknown"),
    "no_place": _l("No place"),
    "undone": _l("Taken back"),
}
TONES = {
    "in": "good", "again": "warn", "unknown": "bad", "no_place": "bad", "undone": "neutral",
    "kept": "neutral", "refused": "bad",
}  # fmt: skip
WAYS = {"qr": _l("QR code"), "code": _l("Typed"), "name": _l("By name"), "paper": _l("From paper")}
STATES = {
    "registered": _l("Has a place"),
    "waiting": _l("On the waiting list"),
    "offered": _l("Has been offered a place and has not answered"),
    "cancelled": _l("Cancelled"),
}

sentences(
    checkin__too_early=_l("The door opens one day before the event starts."),
    checkin__foreign_key=_l("This scan belongs to another event."),
    checkin__no_list=_l("This is no list of scans."),
    checkin__too_many=_l("Send at most %(most)s scans at once."),
    checkin__page_unreadable=_l("We could not read this page. Reload it and try again."),
    checkin__not_there=_l("Certificates are for those who were checked in."),
)
