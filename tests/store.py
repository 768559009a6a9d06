"""What tests ask of the store: which statements reach it, and what comes of one deed done by many at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from pin_app.db import db
from pin_app.errors import PinError


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the store meanwhile, without those that begin transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def asked(deed: Callable[[], object]) -> int:
    """How many statements something sends to the store, after what the test has written is committed."""
    db.session.commit()
    with statements() as sent:
        deed()
    return len(sent)


def at_once(app: Flask, deed: Callable[[], object], times: int = 6) -> list[str]:
    """Do one thing in several threads and transactions at the same moment; returns what came of each."""
    db.session.commit()  # SQLite has one lock, and the test would hold it
    ready, said = threading.Barrier(times), list[str]()

    def run() -> None:
        with app.app_context():
            ready.wait()
            try:
                deed()
                db.session.commit()
                said.append("done")
            except PinError as refusal:
                db.session.rollback()
                said.append(refusal.code)
            except IntegrityError:
                db.session.rollback()
                said.append("constraint")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)
