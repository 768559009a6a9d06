"""Facts of the mails of the room digests."""

SURGICAL = {
    "name": "\u2068Sialkot Surgical <Works>\u2069",
    "about": "Firm in Pakistan · Sialkot",
    "reasons": ["They offer what you look for.", "You both name: \u2068Surgical instruments\u2069."],
}
URDU = {"name": "\u2068گجرات فین\u2069", "about": "Firm in Pakistan", "reasons": []}
SAMPLES = {
    "digest": {"partners": [SURGICAL, URDU], "link": "/matches", "choose": "/account/mails"},
    "digest~one": {"partners": [SURGICAL], "link": "/matches", "choose": "/account/mails"},
}
