"""What can be seen from outside: structured logs with a request's number, and two health answers."""

from __future__ import annotations

import logging
import re
import sys
import time
import uuid
from typing import Any

from flask import Blueprint, Flask, Response, g, has_request_context, request
from pythonjsonlogger.json import JsonFormatter
from sqlalchemy import text

from pin_app import paths
from pin_app.access import is_anyone, policy
from pin_app.db import db
from pin_app.settings import Settings

bp = Blueprint("telemetry", __name__)
access_log = logging.getLogger("pin.access")
LONGEST_TEXT = 20_000
# What must not get into a log wherever it stands: addresses of people, and secrets of links and cookies.
# The digests of the audit trail, 64 hexadecimal digits, are meant to be there.
PRIVATE = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]++@[\w-]++(?:\.[\w-]++)*+"
    r"|(?<![\w-])(?![0-9a-f]{64}(?![\w-]))[\w-]{40,}+(?:\.[\w-]++)*+"
)


class RequestNumber(logging.Filter):
    """Adds the number of the request at hand to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass."""
        record.request = getattr(g, "request_number", "") if has_request_context() else ""
        return True


class Lines(JsonFormatter):
    """One line of JSON a record, in ASCII, so that nothing that people send can begin a line of its own."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Take what is private out of every text, tracebacks included."""
        return {name: without_private(value) for name, value in log_data.items()}


def without_private(value: Any) -> Any:
    """Put a mark in the place of e-mail addresses and long secrets, at any depth."""
    if isinstance(value, str):
        return PRIVATE.sub("[private]", value[:LONGEST_TEXT])
    if isinstance(value, dict):
        return {without_private(str(name)): without_private(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_private(inner) for inner in value]
    return value if isinstance(value, bool | int | float) or value is None else without_private(str(value))


def init_app(app: Flask, settings: Settings) -> None:
    """Send logs as JSON lines to standard error and measure each request."""
    if not settings.testing:
        set_up_logs(settings.log_level)
    app.before_request(_start)
    app.after_request(_log)
    app.register_blueprint(bp)


def set_up_logs(level: str) -> None:
    """Log JSON lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(RequestNumber())
    handler.setFormatter(Lines("%(asctime)s %(levelname)s %(name)s %(message)s %(request)s", timestamp=True))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("huey").setLevel(logging.WARNING)


@bp.get("/healthz")
@policy(is_anyone)
def healthz() -> dict[str, str]:
    """Answer that this process lives, without asking the database."""
    return {"status": "ok"}


@bp.get("/readyz")
@policy(is_anyone)
def readyz() -> tuple[dict[str, Any], int]:
    """Answer whether the database is reachable and migrated to the newest revision."""
    try:
        found = db.session.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    except Exception:
        return {"status": "no database"}, 503
    newest = newest_revision()
    return ({"status": "ok"}, 200) if found == [newest] else ({"status": "not migrated"}, 503)


def newest_revision() -> str:
    """Number of the newest migration, which is the start of its file's name."""
    return max(path.name for path in (paths.MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def _start() -> None:
    g.started = time.perf_counter()
    g.request_number = uuid.uuid4().hex[:12]


def _log(response: Response) -> Response:
    took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
    if request.endpoint not in ("static", "telemetry.healthz"):
        facts = {
            "method": request.method,
            "route": str(request.url_rule or ""),
            "status": response.status_code,
        }
        sender = "" if g.get("unnamed") else request.remote_addr  # a page may promise that nobody is noted
        access_log.info("request", extra=facts | {"ms": took, "from": sender})
    response.headers["X-Request-Id"] = g.get("request_number", "")
    return response
