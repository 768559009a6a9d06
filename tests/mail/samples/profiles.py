"""Facts of the mails of the room profiles."""

from pin_app.profiles.reasons import REASONS

NAME, LINK = "Sialkot Surgical <Works> & Söhne", "/p/abc123"
SAMPLES = {
    "profile_changes_published": {"profile": NAME, "listed": True, "link": LINK},
    "profile_changes_requested": {
        "profile": NAME,
        "reasons": list(REASONS.values())[:2],
        "note": "Per favore, aggiungete la città.",
        "shown": False,
        "link": "/profiles/abc123/edit/1",
    },
    "profile_changes_requested~no_note": {
        "profile": NAME,
        "reasons": list(REASONS.values())[2:3],
        "note": "",
        "shown": True,
        "link": "/profiles/abc123/edit/1",
    },
    "profile_invitation": {
        "inviter": "عمران گوندل",
        "profile": NAME,
        "days": 14,
        "link": "/invitations/TOKEN",
    },
    "profile_invitation~unnamed": {"inviter": "", "profile": NAME, "days": 14, "link": "/invitations/TOKEN"},
    "profile_invitation~unread": {"inviter": "Ann", "profile": "", "days": 14, "link": "/invitations/TOKEN"},
    "profile_published": {"profile": NAME, "listed": True, "link": LINK},
    "profile_published~unlisted": {"profile": NAME, "listed": False, "link": LINK},
}
