"""A job that makes a timetable says every few seconds that it lives, and hears when it is to end.

Comparing and scheduling say nothing for long, so a thread of its own does: with a session of its own, too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from pin_app.db import db
from pin_app.meetings.services import making

log = logging.getLogger(__name__)
BEAT = 5.0  # seconds


@contextmanager
def beating(run_id: int) -> Iterator[Callable[[], bool]]:
    """Keep a timetable alive while the block runs; yields whether it was given up or stopped meanwhile."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    done, given_up = Event(), Event()
    thread = Thread(target=_beat, args=(app, run_id, done, given_up), daemon=True)
    thread.start()
    try:
        yield given_up.is_set
    finally:
        done.set()
        thread.join()


def _beat(app: Flask, run_id: int, done: Event, given_up: Event) -> None:
    while not done.wait(BEAT) and not given_up.is_set():
        with app.app_context():
            try:
                if not making.is_alive(run_id):
                    given_up.set()
                db.session.commit()
            except SQLAlchemyError:  # a busy store: the next beat is soon enough
                db.session.rollback()
                log.warning("a timetable in the making could not say that it lives", extra={"run": run_id})
