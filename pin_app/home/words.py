"""What this room says: its refusal, and for whom PIN is."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.profiles.words import CHANGES, KINDS, STATES, TONES

__all__ = ["AUDIENCES", "CHANGES", "KINDS", "STATES", "TONES"]

sentences(home__unknown_language=_l("PIN speaks English, Italian and Urdu."))

AUDIENCES = {
    "diaspora_entrepreneur": _l(
        "You run a business in Italy and want suppliers, buyers or a project at home."
    ),
    "pakistani_firm": _l(
        "You make, grow or code something and look for buyers, machines or know-how in Italy."
    ),
    "italian_firm": _l(
        "You look for a supplier, a market or a partner in Pakistan whom you can ask questions."
    ),
    "investor": _l(
        "You want your money, your machines or your skills to create work, perhaps in your home district."
    ),
    "association": _l("You bring people together and want them to find you."),
    "institution": _l("You open doors: a chamber, a public office, a university."),
}
