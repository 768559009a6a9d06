"""What people choose on any page."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.i18n import LANGUAGES


def choose_language(user: User, code: str) -> None:
    """Speak another language with a person from now on, also in mails."""
    if code not in LANGUAGES:
        raise PinError("home.unknown_language")
    user.language = code
    db.session.flush()
