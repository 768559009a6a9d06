"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from pin_app.outcomes import words

bp = Blueprint("outcomes", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"results": words}
