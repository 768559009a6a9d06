"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("matches", __name__)
