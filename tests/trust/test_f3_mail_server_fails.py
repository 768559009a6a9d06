"""Fault F3: the mail server is down, says 451 or 550, is slow, or hangs up after the data.

No page notices: known and unknown addresses get the same answer, never a 5xx. What can arrive arrives later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from pin_app.db import db, now
from pin_app.mail import queries
from pin_app.mail.models import OutgoingMail
from pin_app.mail.tasks import send_due
from tests.factories.people import person
from tests.inspector import Inspector
from tests.mail.sink import Sink
from tests.ports import free_port

KNOWN, UNKNOWN = "ann@x.example", "nobody@x.example"
FAULTS: dict[str, dict[str, str]] = {
    "451 to the receiver": {"RCPT": "451 try later"},
    "452 after the data": {"END": "452 no room"},
    "550 to the receiver": {"RCPT": "550 no such person"},
    "554 after the data": {"END": "554 not wanted"},
    "hangs up after the data": {"END": "drop"},
    "hangs up at once": {"EHLO": "drop"},
}
FINAL = ("550 to the receiver", "554 after the data")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        yield server


@pytest.fixture
def use(app: Flask) -> Iterator[Callable[[int], None]]:
    """Send mails to a port for this test."""
    kept = app.extensions["pin.settings"]

    def to(port: int) -> None:
        app.extensions["pin.settings"] = replace(kept, mail_url=f"smtp://127.0.0.1:{port}")

    yield to
    app.extensions["pin.settings"] = kept


def asked(client: Inspector) -> list[tuple[int, str]]:
    """What a known and an unknown address are told, one after the other."""
    found = []
    for address in (KNOWN, UNKNOWN):
        client.get("/forgotten")
        answer = client.post("/forgotten", {"email": address})
        found.append((answer.status_code, answer.headers["Location"]))
    return found


def heal() -> OutgoingMail:
    """Let the pause end and try again; returns the one mail."""
    db.session.rollback()
    mail = db.session.query(OutgoingMail).one()
    mail.next_attempt_at = now() - timedelta(seconds=1)
    db.session.commit()
    send_due()
    db.session.expire_all()
    return mail


@pytest.mark.parametrize("fault", FAULTS)
def test_no_page_notices_and_what_can_arrive_arrives_later(
    client: Inspector, sink: Sink, use: Callable[[int], None], fault: str
) -> None:
    person(KNOWN)
    use(sink.port)
    sink.answers = dict(FAULTS[fault])
    first, second = asked(client)
    assert first == second
    send_due()
    sink.answers = {}
    mail = heal()
    assert mail.state == ("bounced" if fault in FINAL else "sent")
    assert bool(queries.bouncing([KNOWN])) is (fault in FINAL)
    assert {one["Message-ID"] for one in sink.taken} <= {mail.message_id}


def test_a_server_that_is_down_is_noticed_by_no_page(
    client: Inspector, sink: Sink, use: Callable[[int], None]
) -> None:
    person(KNOWN)
    use(free_port())
    first, second = asked(client)
    assert first == second
    send_due()
    use(sink.port)
    assert (heal().state, sink.receivers) == ("sent", [KNOWN])


def test_a_slow_server_holds_up_no_page(client: Inspector, sink: Sink, use: Callable[[int], None]) -> None:
    """The page is answered without one word to the server; only the job waits."""
    person(KNOWN)
    use(sink.port)
    first, second = asked(client)
    assert (first == second, sink.lines) == (True, 0)
    send_due()
    assert (sink.lines, sink.receivers) == (1, [KNOWN])
