"""What every template can use beside Flask's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from jinja2 import StrictUndefined
from sqlalchemy.exc import SQLAlchemyError

from pin_app import access, memory
from pin_app.site import fact

FRAME = "pin.frame"
FRAME_SECONDS = 5  # how late the frame of a page may learn that a file or a fact of the site has changed


def init_app(app: Flask) -> None:
    """Make an unknown name in a template an error, and add the house's functions."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        same_page=same_page,
        page_in=page_in,
        endpoint_exists=endpoint_exists,
        asset=asset,
        site_fact=site_fact,
        signed_in_person=signed_in_person,
    )
    app.jinja_env.tests.update(staff=access.is_staff, administrator=access.is_administrator)


def same_page(**changes: Any) -> str:
    """Address of this very page with some query arguments changed; None takes one away."""
    arguments: dict[str, Any] = request.args.to_dict(flat=False) | changes
    kept = {name: value for name, value in arguments.items() if value is not None}
    return _path_of_page() + (f"?{urlencode(kept, doseq=True)}" if kept else "")


def page_in(code: str | None) -> str:
    """Address of this page in a language; the start page where this one cannot be opened again."""
    return same_page(lang=code) if _can_be_opened() else url_for("home.start", lang=code)


def endpoint_exists(endpoint: str) -> bool:
    """Whether this installation has such a page."""
    return endpoint in current_app.view_functions


def asset(filename: str) -> str:
    """Address of a static file in its present version."""
    name = f"asset:{request.script_root}/{filename}"
    return memory.kept(FRAME, name, FRAME_SECONDS, lambda: url_for("static", filename=filename))


def site_fact(name: str) -> str:
    """Return a fact of the site, empty where the store cannot answer: the frame of a page never breaks it."""
    try:
        return memory.kept(FRAME, f"fact:{name}", FRAME_SECONDS, lambda: fact(name))
    except SQLAlchemyError:
        return ""


def signed_in_person() -> Any | None:
    """Return who is signed in; None for a visitor and where the store cannot answer."""
    try:
        return current_user if current_user.is_authenticated and current_user.role else None
    except SQLAlchemyError:
        return None


def _can_be_opened() -> bool:
    """Whether there is a page under this address: what a form is sent to has often one as well."""
    if request.url_rule is None or "GET" in (request.url_rule.methods or ()):
        return True
    return current_app.url_map.bind("").test(request.path, "GET")


def _path_of_page() -> str:
    if request.endpoint:
        return url_for(request.endpoint, **(request.view_args or {}))
    return quote(request.path, safe="/:@!$&'()*+,;=~-._")
