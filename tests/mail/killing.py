"""Fault F2: the worker is killed again and again while it sends; a sink of another make counts what arrives.

`python -m tests.mail.killing 300 12` is the long form: so many mails, so many kills.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import free_port

KEY = "Zq8vXr2LmT5wYbN7cKd0HsJf4GpUe9Ai"
PATIENCE = 240.0  # seconds for any one step
SLOW = 0.02  # seconds for each mail, so that kills fall between taking and noting
OPEN = "SELECT count(*) FROM outgoing_mails WHERE state IN ('queued', 'sending')"
WRITE = """
from pin_app import create_app, schema
from pin_app.db import db
from pin_app.mail.services import queue
from pin_app.settings import from_environment
schema.upgrade(from_environment().database_url)
with create_app().app_context():
    for number in range({mails}):
        queue("password_changed", to=f"p{{number}}@x.example", language="ur", forgotten="/forgotten")
    db.session.commit()
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was written, what arrived how often, and the states at the end."""

    written: frozenset[str]
    arrived: Counter[str]
    states: dict[str, int]

    @property
    def lost(self) -> int:
        """Mails that never arrived."""
        return len(self.written - self.arrived.keys())

    @property
    def doubles(self) -> int:
        """Arrivals beyond the first."""
        return sum(count - 1 for count in self.arrived.values())


class Counting:
    """Takes every mail, slowly, and remembers its Message-ID."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        await asyncio.sleep(SLOW)
        self.arrived[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        return "250 taken"


def kill_often(folder: Path, mails: int, kills: int) -> Ledger:
    """Write mails, kill the worker so many times while it sends, let the last one finish."""
    counting = Counting()
    port = free_port()
    sink = Controller(
        counting, hostname="127.0.0.1", port=port, server_hostname="sink", ready_timeout=PATIENCE
    )
    sink.start()
    try:
        environment = _environment(folder, port)
        _run(environment, "-c", WRITE.format(mails=mails))
        step = max(1, mails // (kills + 2))
        for kill in range(1, kills + 1):
            _work_until(
                environment, lambda goal=kill * step: counting.arrived.total() >= goal, signal.SIGKILL
            )
            _let_leases_end(folder)
        _work_until(environment, lambda: _asked(folder, OPEN) == 0, signal.SIGINT)
        return _ledger(folder, counting.arrived)
    finally:
        sink.stop()


def _environment(folder: Path, port: int) -> dict[str, str]:
    own = {
        "PIN_DATA_DIR": str(folder), "PIN_SECRET_KEY": KEY, "PIN_BASE_URL": "http://pin.test",
        "PIN_MAIL_URL": f"smtp://127.0.0.1:{port}", "PIN_LOG_LEVEL": "ERROR",
    }  # fmt: skip
    return {name: value for name, value in os.environ.items() if not name.startswith("PIN_")} | own


def _run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], env=environment, check=True, capture_output=True)


def _work_until(environment: dict[str, str], is_enough: Callable[[], bool], end: signal.Signals) -> None:
    """Start a worker, wait, and end it with a signal."""
    worker = subprocess.Popen([sys.executable, "-m", "pin_app.cli", "worker"], env=environment)
    deadline = time.monotonic() + PATIENCE
    try:
        while not is_enough():
            if time.monotonic() > deadline or worker.poll() is not None:
                raise TimeoutError("the worker did not get on")
            time.sleep(0.003)
    finally:
        worker.send_signal(end)
        worker.wait(PATIENCE)


def _let_leases_end(folder: Path) -> None:
    """Five minutes later, as far as the mail is concerned that was being sent."""
    with sqlite3.connect(folder / "pin.sqlite3", timeout=PATIENCE) as store:
        store.execute("UPDATE outgoing_mails SET next_attempt_at = '2020-01-01' WHERE state = 'sending'")
    store.close()


def _asked(folder: Path, question: str) -> int:
    store = sqlite3.connect(folder / "pin.sqlite3", timeout=PATIENCE)
    try:
        return int(store.execute(question).fetchone()[0])
    finally:
        store.close()


def _ledger(folder: Path, arrived: Counter[str]) -> Ledger:
    store = sqlite3.connect(folder / "pin.sqlite3", timeout=PATIENCE)
    try:
        written = frozenset(row[0] for row in store.execute("SELECT message_id FROM outgoing_mails"))
        states = dict(store.execute("SELECT state, count(*) FROM outgoing_mails GROUP BY state").fetchall())
    finally:
        store.close()
    return Ledger(written, arrived, states)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]] or [300, 12]
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        found = kill_often(Path(place), *asked)
        took = time.monotonic() - begun
    told = f"{asked[0]} mails, {asked[1]} kills: {found.lost} lost, {found.doubles} doubled, {found.states}"
    sys.stdout.write(f"{told}, {took:.0f} s\n")
    sys.exit(int(found.lost > 0 or found.doubles > asked[1]))
