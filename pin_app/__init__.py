"""PIN, the Pakistan-Italy Network, as a Flask application."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from pin_app.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; settings come from the environment unless given."""
    from pin_app.app import build  # noqa: PLC0415 -- so that importing pin_app.db does not import every room

    return build(settings)
