"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_login import current_user

from pin_app.accounts.models import User
from pin_app.outcomes import words

bp = Blueprint("outcomes", __name__)


def me() -> User:
    """The signed-in person."""
    person: User = current_user._get_current_object()
    return person


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"results": words}
