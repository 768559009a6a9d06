"""`pin worker`: the process that does jobs, short ones beside long ones, and asks for the periodic ones."""

from __future__ import annotations

import logging

from flask import Flask
from huey import Huey
from huey.consumer import Consumer

from pin_app import jobs

log = logging.getLogger(__name__)


def work(app: Flask) -> None:
    """Do jobs until a signal; SIGINT lets the jobs at hand end first."""
    lanes = {lane: _consumer(queue) for lane, queue in jobs.queues(app).items()}
    with app.app_context():
        jobs.enqueue_frequent()
    lanes[jobs.SHORT].start()  # from here on its threads work; the signals go to the one that runs below
    log.info("worker ready")
    try:
        lanes[jobs.LONG].run()
    finally:
        lanes[jobs.SHORT].stop(graceful=True)


def _consumer(queue: Huey) -> Consumer:
    return Consumer(queue, workers=1, periodic=True, initial_delay=0.05, max_delay=0.5)
