"""Figures are for this machine only, and are the sum over all processes."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pin_app import metrics, schema
from pin_app.settings import from_environment
from tests.inspector import Inspector
from tests.ports import free_port


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of two processes with PIN_METRICS=on."""
    folder = tmp_path_factory.mktemp("metrics")
    schema.upgrade(f"sqlite:///{folder / 'pin.sqlite3'}")
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIN_", "PROMETHEUS"))}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--worker-class",
         "gthread", "--threads", "4", "--log-level", "error", "--no-control-socket", "pin_app:create_app()"],
        env=kept | {"PIN_DATA_DIR": str(folder), "PIN_METRICS": "on", "PIN_LOG_LEVEL": "ERROR"},
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=120)


def wait_for(url: str) -> None:
    for _ in range(3_000):
        with contextlib.suppress(OSError):
            read(url)
            return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def read(url: str, **headers: str) -> str:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(url, headers=named), timeout=60) as answer:
        return answer.read().decode()


def refused(url: str, **headers: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        read(url, **headers)
    refusal.value.close()
    return refusal.value.code


def figure(address: str, pattern: str) -> list[str]:
    return re.findall(rf"^{pattern} (\S+)$", read(f"{address}/metrics"), re.M)


def test_the_figures_are_the_sum_over_both_processes(address: str) -> None:
    for _ in range(40):
        read(f"{address}/readyz")
    assert figure(address, r'pin_requests_total\{method="GET",route="/readyz",status="200"\}') == ["40.0"]
    assert figure(address, r'pin_request_seconds_count\{route="/readyz"\}') == ["40.0"]
    assert figure(address, "pin_jobs_waiting") == ["0"]


def test_an_address_that_nobody_serves_does_not_become_a_label(address: str) -> None:
    assert refused(f"{address}/a-secret-path?x=1") == 404
    assert "secret" not in read(f"{address}/metrics")


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_Ip", "Via"])
def test_what_comes_through_a_proxy_finds_nothing(address: str, header: str) -> None:
    assert refused(f"{address}/metrics", **{header: "127.0.0.1"}) == 404


@pytest.mark.parametrize(
    ("client", "here"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("127.9.9.9", True),
        ("10.0.0.1", False),
        ("", False),
        ("localhost", False),
    ],
)
def test_only_clients_on_this_machine_are_here(app, client: str, here: bool) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": client}):
        assert metrics.is_here() is here


def test_off_by_default(client: Inspector) -> None:
    client.get("/metrics", status=404)


def test_what_ended_processes_counted_is_forgotten_at_the_start(tmp_path: Path) -> None:
    settings = from_environment({"PIN_DATA_DIR": str(tmp_path), "PIN_METRICS": "on"})
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "counter_1.db").write_bytes(b"old")
    metrics.forget(settings)
    assert not (tmp_path / "metrics").exists()
