"""Pages of this room, by subject."""

from pin_app.checkin.routes import (
    certifying,
    door,
    offline,
    paper_list,
    papers,
    photo,
    scans,
    showing,
    watching,
)
from pin_app.checkin.routes.blueprint import bp

__all__ = [
    "bp",
    "certifying",
    "door",
    "offline",
    "paper_list",
    "papers",
    "photo",
    "scans",
    "showing",
    "watching",
]
