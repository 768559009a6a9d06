"""The blueprint of this room."""

from flask import Blueprint

from pin_app.claims import models

__all__ = ["bp", "models"]

bp = Blueprint("claims", __name__)
