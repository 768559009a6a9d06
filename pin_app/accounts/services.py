"""What people do with their accounts."""

from __future__ import annotations

from pin_app.accounts.models import User


def user_of_cookie(token: str) -> User | None:
    """Return the person whose standing sign-in this cookie proves."""
    return None
