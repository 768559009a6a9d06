"""What every template can use beside Flask's own."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for
from jinja2 import StrictUndefined

from pin_app import access
from pin_app.site import fact


def init_app(app: Flask) -> None:
    """Make an unknown name in a template an error, and add the house's functions."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(same_page=same_page, site_fact=fact)
    app.jinja_env.tests.update(staff=access.is_staff, administrator=access.is_administrator)


def same_page(**changes: Any) -> str:
    """Address of this very page with some query arguments changed; None takes one away."""
    arguments = {**request.args.to_dict(flat=False), **(request.view_args or {})} | changes
    kept = {name: value for name, value in arguments.items() if value is not None}
    return url_for(request.endpoint, **kept) if request.endpoint else request.path
