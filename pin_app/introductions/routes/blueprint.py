"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort
from flask_login import current_user

from pin_app.introductions import policies, queries, words
from pin_app.introductions.models import Introduction

bp = Blueprint("introductions", __name__)


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
