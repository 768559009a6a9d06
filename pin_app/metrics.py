"""Figures for Prometheus: off by default, and only for clients on this very machine."""

from __future__ import annotations

import ipaddress
import os
import shutil
import time
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request

from pin_app import jobs
from pin_app.access import is_anyone, policy
from pin_app.settings import Settings

bp = Blueprint("metrics", __name__)
KEY = "pin.metrics"
QUEUE = (
    "# HELP pin_jobs_waiting Jobs in the queue\n# TYPE pin_jobs_waiting gauge\npin_jobs_waiting {waiting}\n"
)
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def init_app(app: Flask, settings: Settings) -> None:
    """Count requests where PIN_METRICS is on; each process counts in files of its own, read together."""
    if not settings.metrics:
        return
    folder = _folder(settings)
    folder.mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # the package reads it when it is imported, so here
    from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415 -- see the line above

    own = CollectorRegistry()
    names = ["method", "route", "status"]
    app.extensions[KEY] = (
        Counter("pin_requests", "Answered requests", names, registry=own),
        Histogram("pin_request_seconds", "Time from request to answer", ["route"], registry=own),
    )
    app.after_request(_count)
    app.register_blueprint(bp)


def forget(settings: Settings) -> None:
    """Take away the files of processes that have ended; for the one that starts all others."""
    shutil.rmtree(_folder(settings), ignore_errors=True)


@bp.get("/metrics")
@policy(is_anyone)
def metrics() -> Response:
    """Answer the sum over all processes, in Prometheus' text format."""
    if not is_here():
        abort(404)
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest  # noqa: PLC0415 -- as above
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415 -- as above

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    waiting = jobs.waiting(current_app._get_current_object())  # type: ignore[attr-defined]
    queue = QUEUE.format(waiting=waiting)
    return Response(generate_latest(registry).decode() + queue, content_type=CONTENT_TYPE_LATEST)


def is_here() -> bool:
    """Whether the client is on this machine and is no proxy, which would ask for somebody elsewhere."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _count(response: Response) -> Response:
    counter, histogram = current_app.extensions[KEY]
    route = str(request.url_rule or "")
    known: Any = {"method": request.method if request.url_rule else "", "route": route}
    counter.labels(**known, status=response.status_code).inc()
    histogram.labels(route=route).observe(time.perf_counter() - g.get("started", time.perf_counter()))
    return response


def _folder(settings: Settings) -> Path:
    return settings.data_dir / "metrics"
