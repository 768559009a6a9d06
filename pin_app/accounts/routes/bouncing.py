"""Telling people, where they look, that mails to their address come back."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from pin_app.accounts.routes.blueprint import bp
from pin_app.mail.queries import bouncing_address
from pin_app.slots import fill


def _facts() -> dict[str, Any] | None:
    if not current_user.is_authenticated:
        return None
    known = bouncing_address(current_user.email)
    return {"address": current_user.email, "known": known} if known else None


for place in ("dashboard", "account"):
    fill(bp, place, "accounts/_bouncing.html", _facts)
