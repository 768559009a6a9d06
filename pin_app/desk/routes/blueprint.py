"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from flask import Blueprint

from pin_app.desk import models  # noqa: F401 -- the store knows the tables from here on

bp = Blueprint("desk", __name__)
