"""Files of the look: their addresses carry a hash of their content, so browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

from pin_app.access import is_anyone, policy

A_YEAR = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Open the static files to everyone and version their addresses."""
    app.view_functions["static"] = policy(is_anyone)(app.view_functions["static"])
    app.url_defaults(_add_version)
    app.after_request(_let_keep)


def version(filename: str) -> str:
    """Return the start of a static file's hash; empty for a file that is not there."""
    path = Path(str(current_app.static_folder)) / filename
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return ""
    return _hash(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=256)
def _hash(path: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "v" not in values and (found := version(values.get("filename", ""))):
        values["v"] = found


def _let_keep(response: Response) -> Response:
    """Let only the exact version be kept; an old address answers with the newest file, unkept."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        asked = request.args.get("v", "")
        current = version((request.view_args or {}).get("filename", ""))
        response.headers["Cache-Control"] = A_YEAR if asked and asked == current else "no-cache"
    return response
