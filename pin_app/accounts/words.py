"""What this room says: refusals, roles, kinds of party, and how a browser is called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

sentences(
    account__address=_l("This is not a complete e-mail address. It looks like name@example.org."),
    account__address_taken=_l("There is already an account for %(email)s."),
    account__same_address=_l("This is the address that you already use."),
    account__password_short=_l("Use at least %(least)s characters. Several words make a good password."),
    account__password_long=_l("Use at most %(most)s characters."),
    account__password_common=_l(
        "This password is easy to guess. Try several words that do not belong together."
    ),
    account__password_personal=_l("Your own name or address is easy to guess. Choose something else."),
    account__wrong_password=_l("This is not your present password."),
    account__link_dead=_l(
        "This link no longer works. It was used before, it is too old, or there is a newer one."
    ),
    account__last_administrator=_l("PIN needs at least one administrator. Make somebody else one first."),
    account__unknown_role=_l("There is no role “%(role)s”."),
    account__unknown_language=_l("PIN does not speak “%(language)s”."),
    account__unknown_purpose=_l("There is no such consent."),
    account__unknown=_l("There is no account for %(email)s."),
)

KIND_WORDS = {
    "diaspora_entrepreneur": _l("A Pakistani entrepreneur in Italy"),
    "pakistani_firm": _l("A firm in Pakistan"),
    "italian_firm": _l("An Italian firm"),
    "investor": _l("An investor"),
    "association": _l("An association, chamber or union"),
    "institution": _l("A public institution"),
}

WAY_WORDS = {
    "register": _l("when registering"),
    "account": _l("on this page"),
    "claims": _l("on the page of a claim"),
    "import": _l("in a list that ISCOS brought in"),
    "demo": _l("invented for the demonstration"),
}

# In this order: most browsers also call themselves by the names further down.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(told: str) -> str:
    """Say in a word or two what a browser calls itself at length; empty when it is none that we know."""
    found = [_first(told, BROWSERS), _first(told, SYSTEMS)]
    return ", ".join(name for name in found if name)


def _first(told: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in told), "")
