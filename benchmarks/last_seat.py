"""The last seat of an event, wanted by many at once: python -m benchmarks.last_seat [--quick].

A production server with two processes is asked over HTTP by one round of 200 guests and 20 rounds of 50, each
with a session of its own, a form that was opened before and a push of the button at the same moment. One gets
the seat, all others are on the waiting list, nobody is lost or doubled, and no answer is a 5xx. As a control
the same is done with the lock off, where a place is looked for in one transaction and taken in another: there
seats must be sold twice, or the check would see nothing. SQLite, and PostgreSQL where PIN_TEST_DATABASE_URL
names one; its content is thrown away.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, select

from pin_app import create_app, schema
from pin_app.db import db, now
from pin_app.events.models import Event
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import HOLDING, Registration
from pin_app.registrations.services import places, registering
from pin_app.settings import Settings

PORT = 8377
SEATS = 10  # nine of them are taken
KEY = "a key for measuring only, long and mixed 0123456789"
HIDDEN = re.compile(r'name="(csrf_token|request_key)"[^>]*value="([^"]*)"')
SERVER = (
    "--bind", f"127.0.0.1:{PORT}", "--worker-class", "pin_app.web_worker.PatientWorker", "--workers", "2",
    "--threads", "48", "--timeout", "120", "--log-level", "error", "--no-control-socket",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round: answers by status, seats taken, people waiting, mails, and seconds."""

    answers: Counter[int]
    held: int
    waiting: int
    mails: int
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether one got the seat and everybody else waits, each told by one mail."""
        clients = self.answers.total()
        fine = set(self.answers) == {302}
        return fine and (self.held, self.waiting, self.mails) == (SEATS, clients - 1, clients)


def main() -> int:
    """Measure both stores; status 1 when a seat is sold twice, or the control sells none twice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="one round of 50 and three of 20")
    quick = options.parse_args().quick
    sizes = [50] + [20] * 3 if quick else [200] + [50] * 20
    postgres = os.environ.get("PIN_TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        stores = {"SQLite": f"sqlite:///{Path(folder) / 'pin.sqlite3'}"}
        stores |= {"PostgreSQL": postgres} if postgres else {}
        good = [_store(name, url, Path(folder), sizes) for name, url in stores.items()]
    return 0 if all(good) else 1


def unlocked() -> Flask:
    """The application with the lock off: the look at the places and the seat are two transactions."""

    def look_and_let_go(event: Event, _makes_room: object) -> str:
        found = "registered" if places.has_room(event) else "waiting"
        db.session.rollback()
        return found

    places.take = lambda _event: db.session.flush()
    registering._state = look_and_let_go  # type: ignore[assignment]
    return create_app()


def _store(name: str, url: str, folder: Path, sizes: list[int]) -> bool:
    if not url.startswith("sqlite"):
        schema.empty(url)
    schema.upgrade(url)
    app = create_app(Settings(folder, url, KEY, base_url=f"http://127.0.0.1:{PORT}", trusted_proxies=1))
    with app.app_context():
        with _serving("pin_app:create_app()", folder, url):
            locked = [_told(name, _round(size)) for size in sizes]
        with _serving("benchmarks.last_seat:unlocked()", folder, url):
            free = [_round(size) for size in sizes[1:4]]
        db.session.remove()
        db.engine.dispose()
    _tell(name, locked, free)
    return all(one.is_right for one in locked) and any(one.held > SEATS for one in free)


def _told(name: str, one: Round) -> Round:
    seats = f"{one.held} of {SEATS} seats, {one.waiting} waiting, {one.mails} mails"
    said = f"answers {dict(one.answers)}, {one.seconds:.1f} s, right {one.is_right}"
    print(f"{name}: {one.answers.total()} clients, {seats}, {said}", flush=True)
    return one


def _tell(name: str, locked: list[Round], free: list[Round]) -> None:
    print(f"{name}: rounds {len(locked)}, right {sum(one.is_right for one in locked)}")
    told = [f"{one.held} of {SEATS} ({dict(one.answers)})" for one in free]
    print(f"{name}, lock off: seats {', '.join(told)}", flush=True)


@contextmanager
def _serving(factory: str, folder: Path, url: str) -> Iterator[None]:
    given = {
        "PIN_DATA_DIR": str(folder), "PIN_DATABASE_URL": url, "PIN_SECRET_KEY": KEY,
        "PIN_TRUSTED_PROXIES": "1", "PIN_LOG_LEVEL": "ERROR", "PIN_BASE_URL": f"http://127.0.0.1:{PORT}",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", *SERVER, factory]
    server = subprocess.Popen(command, env=os.environ | given)
    try:
        _wait()
        yield
    finally:
        server.terminate()
        server.wait(30)


def _wait() -> None:
    for _ in range(300):
        try:
            _ask("GET", "/healthz", "192.0.2.1")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not answer")


def _ask(method: str, path: str, address: str, body: str = "", cookie: str = "") -> tuple[int, str, str]:
    """Ask once over a connection of its own; returns the status, the page and the cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    headers = {"X-Forwarded-For": address, "Cookie": cookie}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    page, given = answer.read().decode(), answer.headers.get_all("Set-Cookie") or []
    connection.close()
    return answer.status, page, "; ".join(line.split(";")[0] for line in given) or cookie


def _round(clients: int) -> Round:
    event = _event()
    ready, answers = threading.Barrier(clients + 1), Counter[int]()

    def want(number: int) -> None:
        path, address = f"/events/{event}/register", f"198.51.100.{number % 250}"
        _, page, cookie = _ask("GET", path, address)
        typed = dict(HIDDEN.findall(page)) | {
            "given_name": "Sana", "surname": f"Butt {number}", "email": f"sana{number}.{event}@example.org",
            "language": "en",
        }  # fmt: skip
        ready.wait()
        status = _ask("POST", path, address, urlencode(typed), cookie)[0]
        answers[status] += 1

    threads = [threading.Thread(target=want, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    return _counted(event, answers, time.perf_counter() - started)


def _event() -> str:
    start = now() + timedelta(days=30)
    made = Event(
        kind="seminar", state="published", titles={"en": "The last seat"}, starts_at=start, country="IT",
        ends_at=start + timedelta(hours=8), published_at=now(), capacity=SEATS,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    for number in range(SEATS - 1):
        facts = {"surname": "Early", "name_key": f"early {number}", "email": f"early{number}@example.org"}
        db.session.add(Registration(event_id=made.id, state="registered", **facts))
    db.session.execute(OutgoingMail.__table__.delete())
    name = made.public_id
    db.session.commit()
    db.session.remove()  # outside a request SQLite's one write lock goes with every transaction
    return name


def _counted(public_id: str, answers: Counter[int], seconds: float) -> Round:
    db.session.rollback()
    of_event = select(func.count()).join(Registration.event).where(Event.public_id == public_id)
    count = lambda *states: db.session.scalar(of_event.where(Registration.state.in_(states))) or 0  # noqa: E731
    mails = db.session.scalar(select(func.count()).select_from(OutgoingMail)) or 0
    found = Round(answers, count(*HOLDING), count("waiting"), mails, seconds)
    db.session.remove()
    return found


if __name__ == "__main__":
    sys.exit(main())
