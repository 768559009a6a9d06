"""The first page and the pages that say what PIN is."""

from __future__ import annotations

from flask import Blueprint, render_template

from pin_app.access import is_anyone, policy

bp = Blueprint("home", __name__)


@bp.get("/")
@policy(is_anyone)
def start() -> str:
    """Say what PIN is and where to go from here."""
    return render_template("home/start.html")
