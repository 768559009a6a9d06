"""The two commands as a newcomer meets them: a real server on a fresh folder, and plain refusals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import POSTGRES


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int, *options: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIN_")}
    environment |= {"PIN_DATA_DIR": str(folder), "WEB_CONCURRENCY": "1", "PIN_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "pin_app.cli", "run", "--port", str(port), *options]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder
    )


def answer(port: int, path: str, seconds: float = 60) -> int:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.mark.skipif(bool(POSTGRES), reason="starts on its own SQLite folder; once a run is enough")
def test_run_fills_the_demo_serves_and_ends_cleanly(tmp_path: Path) -> None:
    port = free_port()
    served = start(tmp_path, port)
    try:
        assert (answer(port, "/"), answer(port, "/readyz")) == (200, 200)
    finally:
        served.send_signal(signal.SIGINT)
        output, errors = served.communicate(timeout=60)
    people = json.loads((tmp_path / "demo-accounts.json").read_text(encoding="utf-8"))
    assert served.returncode == 0, errors
    assert {person["role"] for person in people} == {"administrator", "staff", "organiser", "member"}
    assert all(person["password"] in output for person in people)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=2)


def test_a_busy_port_is_one_plain_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = start(tmp_path, port)
        output, errors = refused.communicate(timeout=60)
    assert refused.returncode == 1
    assert errors.startswith(f"pin: Port {port} is not free") and errors.count("\n") == 1
    assert output == ""
