"""Two lanes: what is short never waits behind what is long."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from pin_app import jobs
from pin_app.mail.tasks import send_due, sweep_outbox
from pin_app.matches.tasks import rematch_all
from pin_app.worker import _consumer

PATIENCE = 120.0


def name_of(work: Callable[..., None]) -> str:
    return f"{work.__module__}.{work.__name__}"


@pytest.fixture
def consumers(app: Flask) -> Iterator[None]:
    """The threads of both lanes at work, as `pin worker` has them."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    at_work = [_consumer(queue) for queue in jobs.queues(app).values()]
    for one in at_work:
        one.start()
    yield
    for one in at_work:
        one.stop(graceful=True)
    for number, handler in signals.items():
        signal.signal(number, handler)


def test_mails_are_short_and_comparisons_long() -> None:
    lanes = [jobs.jobs.lanes[name_of(work)] for work in (send_due, sweep_outbox, rematch_all)]
    assert lanes == [jobs.SHORT, jobs.SHORT, jobs.LONG]


@pytest.mark.parametrize(("lane", "waits"), [(jobs.SHORT, False), (jobs.LONG, True)])
def test_a_short_job_is_done_while_a_long_one_runs(
    app: Flask, consumers: None, monkeypatch: pytest.MonkeyPatch, lane: str, waits: bool
) -> None:
    """In the lane of the long job it waits: that is what the other lane is for."""
    begun, may_end, done = threading.Event(), threading.Event(), threading.Event()

    def compare() -> None:
        begun.set()
        may_end.wait(PATIENCE)

    def send() -> None:
        done.set()

    for work, its_lane in ((compare, jobs.LONG), (send, lane)):
        monkeypatch.setitem(jobs.jobs.tasks, name_of(work), work)
        monkeypatch.setitem(jobs.jobs.lanes, name_of(work), its_lane)
    jobs.enqueue(compare)
    assert begun.wait(PATIENCE)
    jobs.enqueue(send)
    assert done.wait(1.0 if waits else PATIENCE) is not waits
    may_end.set()
    assert done.wait(PATIENCE)
    time.sleep(0.05)  # the last job leaves its thread


def test_a_worker_asks_at_once_for_what_is_asked_every_minute(app: Flask) -> None:
    jobs.enqueue_frequent()
    frequent = [name for name, minutes in jobs.jobs.periodic.items() if minutes == 1]
    assert name_of(send_due) in frequent
    assert jobs.waiting(app) == len(frequent)
