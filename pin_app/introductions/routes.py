"""Pages of the two sides."""

from __future__ import annotations

from flask import Blueprint

from pin_app.introductions import models  # noqa: F401 -- the store knows the tables from here on

bp = Blueprint("introductions", __name__)
