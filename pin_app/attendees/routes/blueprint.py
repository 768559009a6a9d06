"""The blueprint of this room."""

from __future__ import annotations

from flask import Blueprint

from pin_app.attendees import models  # noqa: F401 -- so that the store knows its tables

bp = Blueprint("attendees", __name__)
