"""Emptying the outbox: each mail is taken, sent and settled by itself; no lock is held meanwhile."""

from __future__ import annotations

import logging
import time
from typing import Any

from flask import current_app

from pin_app.db import db
from pin_app.jobs import NORMAL, URGENT, after_commit, enqueue, jobs
from pin_app.mail import services, words
from pin_app.mail.models import OutgoingMail
from pin_app.mail.signals import mail_queued
from pin_app.mail.transport import FAILED, SENT, Line, Outcome, Server, message
from pin_app.settings import Settings

__all__ = ["send_due", "words"]  # the words are imported so that this room's refusals have their sentences
log = logging.getLogger(__name__)
ROUND_SECONDS = 20.0  # then other jobs have their turn


@jobs.task(every_minutes=1)
def send_due() -> None:
    """Send what is due, until nothing is left, the server is down, or other jobs should have their turn."""
    if not _settings().mail_url:
        return
    server = Server.from_url(_settings().mail_url, _settings().host)
    ends = time.monotonic() + ROUND_SECONDS
    with Line(server, _settings().host) as line:
        while time.monotonic() < ends:
            outcome = _send_next(line, server)
            if outcome is None or outcome.server_down:
                return
    enqueue(send_due, priority=NORMAL)


@mail_queued.connect
def _deliver_after_commit(_sender: Any, mail: OutgoingMail) -> None:
    if mail.state == "queued":
        after_commit(send_due, priority=URGENT)


def _send_next(line: Line, server: Server) -> Outcome | None:
    mail = services.take_next()
    if mail is None:
        db.session.rollback()
        return None
    number = mail.id
    try:
        ready = message(mail, server.sender)
    except Exception as error:  # one mail that cannot be built must not keep back all others
        log.error("mail cannot be built: %s", type(error).__name__, extra={"mail": number})
        services.mark_failed(mail, type(error).__name__)
        db.session.commit()
        return Outcome(FAILED)
    db.session.commit()
    outcome = line.send(ready)
    _settle(number, outcome)
    db.session.commit()
    return outcome


def _settle(number: int, outcome: Outcome) -> None:
    log.info("mail tried", extra={"mail": number, "outcome": outcome.kind})
    mail = db.session.get(OutgoingMail, number)
    if mail is None or mail.state != "sending":
        return
    if outcome.kind == SENT:
        services.mark_sent(mail)
    elif outcome.kind == FAILED:
        services.mark_failed(mail, outcome.error)
    else:
        services.postpone(mail, outcome.error)


def _settings() -> Settings:
    found: Settings = current_app.extensions["pin.settings"]
    return found
