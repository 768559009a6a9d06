"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request
from flask_login import current_user

from pin_app.accounts.models import User
from pin_app.introductions import policies, queries, words
from pin_app.introductions.models import Introduction

bp = Blueprint("introductions", __name__)


def me() -> User:
    """The signed-in person."""
    person: User = current_user._get_current_object()
    return person


def page_number() -> int:
    """Return which page of a list was asked for; what is no sensible number is the first."""
    typed = request.args.get("page", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def mine_or_404(public_id: str) -> tuple[Introduction, str]:
    """Return an introduction and the side for which the person acts; for others there is no such page."""
    introduction = queries.by_public_id(public_id)
    side = policies.side_of(current_user, introduction) if introduction else ""
    if introduction is None or not side or not policies.knows(introduction, side):
        abort(404)
    return introduction, side


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"said": words}
