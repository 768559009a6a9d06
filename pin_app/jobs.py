"""Work done after the answer: a thin seam over Huey, whose queues are a file beside the database.

There are two lanes with a thread each: a mail never waits behind a comparison of the whole network.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from huey import Huey, MemoryHuey, SqliteHuey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from pin_app.db import db
from pin_app.settings import Settings

log = logging.getLogger(__name__)
Work = Callable[..., None]
Wanted = tuple[Work, tuple[Any, ...]]
AFTER_COMMIT = "pin.jobs.after_commit"
URGENT, NORMAL, BULK = 20, 10, 0
LONG, SHORT = "long", "short"
QUEUES = {LONG: "pin", SHORT: "pin-short"}


class Jobs:
    """The registry of tasks; rooms declare them at import, an application binds them to its queue."""

    def __init__(self) -> None:
        self.tasks: dict[str, Work] = {}
        self.periodic: dict[str, int] = {}
        self.lanes: dict[str, str] = {}

    def task(self, every_minutes: int | None = None, lane: str = LONG) -> Callable[[Work], Work]:
        """Register a function under its dotted name; its arguments are primitives, it commits by itself.

        What takes seconds at most and may run beside anything else goes into the lane SHORT.
        """

        def register(work: Work) -> Work:
            name = f"{work.__module__}.{work.__name__}"
            self.tasks[name], self.lanes[name] = work, lane
            if every_minutes:
                self.periodic[name] = every_minutes
            return work

        return register


jobs = Jobs()


def init_app(app: Flask, settings: Settings) -> None:
    """Open this application's queues and bind the registered tasks to them."""
    lanes = {lane: open_queue(settings, lane) for lane in QUEUES}
    app.extensions["pin.jobs"], app.extensions["pin.jobs.lanes"] = lanes[LONG], lanes
    app.extensions["pin.jobs.perform"] = {
        lane: huey.task(retries=3, retry_delay=20, name="pin.perform")(_performer(app))
        for lane, huey in lanes.items()
    }
    for name, minutes in jobs.periodic.items():
        _bind_periodic(app, lanes[jobs.lanes[name]], name, minutes)


def enqueue(work: Work, *args: Any, priority: int = NORMAL, delay: float | None = None) -> None:
    """Put a registered task into the queue; call it after the commit that it depends on."""
    from flask import current_app  # noqa: PLC0415 -- the queue belongs to the application at hand

    name = f"{work.__module__}.{work.__name__}"
    perform = current_app.extensions["pin.jobs.perform"][jobs.lanes.get(name, LONG)]
    perform(name, *args, priority=priority, delay=delay)


def after_commit(work: Work, *args: Any, priority: int = NORMAL) -> None:
    """Put a task into the queue once the running transaction is committed; asked twice, it is done once.

    For services and listeners, which do not commit: a transaction that is rolled back leaves no job behind.
    """
    wanted: dict[Wanted, int] = db.session.info.setdefault(AFTER_COMMIT, {})
    wanted[work, args] = max(priority, wanted.get((work, args), priority))


def enqueue_frequent() -> None:
    """Ask at once for what is asked for every minute: a worker that starts does not wait for the clock."""
    for name, minutes in jobs.periodic.items():
        if minutes == 1:
            enqueue(jobs.tasks[name], priority=URGENT)


def run_pending(app: Flask, most: int = 1000) -> int:
    """Do waiting jobs here and now, short ones first, then by priority; returns how many were done."""
    for done in range(most):
        for huey in (queues(app)[SHORT], queues(app)[LONG]):
            task = huey.dequeue()
            if task is not None:
                huey.execute(task)
                break
        else:
            return done
    return most


def let_urgent_pass() -> int:
    """Do the urgent jobs that wait for the long one at hand, which calls this between two transactions."""
    from flask import current_app  # noqa: PLC0415 -- the queue belongs to the application at hand

    huey: Huey = current_app.extensions["pin.jobs"]
    done = 0
    while any((task.priority or BULK) >= URGENT for task in huey.pending(1)):
        if (task := huey.dequeue()) is not None:
            huey.execute(task)
            done += 1
    return done


def waiting(app: Flask) -> int:
    """How many jobs wait in the queues."""
    return sum(int(huey.pending_count()) for huey in queues(app).values())


def queues(app: Flask) -> dict[str, Huey]:
    """Return the application's queues by lane."""
    found: dict[str, Huey] = app.extensions["pin.jobs.lanes"]
    return found


def open_queue(settings: Settings, lane: str = LONG) -> Huey:
    """Open the queue of a lane where the settings say."""
    url, name = settings.jobs_url, QUEUES[lane]
    if settings.testing:
        return MemoryHuey(name, results=False)
    if url.startswith("redis"):
        from huey import PriorityRedisHuey  # noqa: PLC0415 -- only where an operator chose it: an optional package

        return PriorityRedisHuey(name, url=url, results=False)
    path = urlsplit(url).path if url else str(settings.data_dir / "jobs.sqlite3")
    return SqliteHuey(name, filename=path, results=False)


@event.listens_for(db.session, "after_commit")
def _enqueue_wanted(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint was released; the transaction around it may still be rolled back
    for (work, args), priority in session.info.pop(AFTER_COMMIT, {}).items():
        enqueue(work, *args, priority=priority)


@event.listens_for(db.session, "after_rollback")
def _forget_wanted(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(AFTER_COMMIT, None)


def _performer(app: Flask) -> Work:
    def perform(name: str, *args: Any) -> None:
        with app.app_context():
            try:
                jobs.tasks[name](*args)
            except Exception:
                db.session.rollback()
                log.exception("job failed", extra={"job": name, "arguments": repr(args)[:200]})
                raise

    return perform


def _bind_periodic(app: Flask, huey: Huey, name: str, minutes: int) -> None:
    perform = _performer(app)
    huey.periodic_task(crontab(minute=f"*/{minutes}"), name=f"pin.{name}")(lambda: perform(name))
