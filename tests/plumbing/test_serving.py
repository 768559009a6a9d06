"""The two commands as a newcomer meets them: a real server on a fresh folder, and plain refusals."""

from __future__ import annotations

import contextlib
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
from tests.ports import free_port

PATIENCE = 300.0  # seconds for what takes a quiet machine some


def start(folder: Path, port: int, *options: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIN_")}
    environment |= {"PIN_DATA_DIR": str(folder), "WEB_CONCURRENCY": "1", "PIN_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "pin_app.cli", "run", "--port", str(port), *options]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder
    )


def answer(port: int, path: str, seconds: float = PATIENCE) -> int:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def answers_beside_silent_clients(port: int, count: int) -> bool:
    """Whether health answers while so many clients have sent half a request, which they never end."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            silent = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            silent.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Half")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=15) as response:
            return int(response.status) == 200


def answer_under_a_forged_prefix(port: int) -> int:
    """Status of a page whose path is said to begin later, as only a proxy of ours could say."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/x/help", headers={"SCRIPT_NAME": "/x"})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.skipif(bool(POSTGRES), reason="starts on its own SQLite folder; once a run is enough")
def test_run_fills_the_demo_serves_and_ends_cleanly(tmp_path: Path) -> None:
    port = free_port()
    served = start(tmp_path, port)
    try:
        assert (answer(port, "/"), answer(port, "/readyz")) == (200, 200)
        assert answers_beside_silent_clients(port, 40)
        assert answer_under_a_forged_prefix(port) == 404
    finally:
        served.send_signal(signal.SIGINT)
        output, errors = served.communicate(timeout=PATIENCE)
    people = json.loads((tmp_path / "demo-accounts.json").read_text(encoding="utf-8"))
    assert served.returncode == 0, errors
    assert {person["role"] for person in people} == {"administrator", "staff", "organiser", "member"}
    assert all(person["password"] in output for person in people)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=20)


def test_a_busy_port_is_one_plain_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = start(tmp_path, port)
        output, errors = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    assert errors.startswith(f"pin: Port {port} is not free") and errors.count("\n") == 1
    assert output == ""
