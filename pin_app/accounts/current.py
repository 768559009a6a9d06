"""Who is asking."""

from __future__ import annotations

from flask_login import current_user

from pin_app.accounts.models import User


def me() -> User:
    """Return the signed-in person; only for pages that a visitor cannot open."""
    person: User = current_user._get_current_object()
    return person
