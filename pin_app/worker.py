"""`pin worker`: the process that does jobs and asks for the periodic ones."""

from __future__ import annotations

import logging

from flask import Flask
from huey.consumer import Consumer

log = logging.getLogger(__name__)


def work(app: Flask) -> None:
    """Do jobs until a signal; SIGTERM and SIGINT let the job at hand end first."""
    queue = app.extensions["pin.jobs"]
    consumer = Consumer(queue, workers=1, periodic=True, initial_delay=0.05, max_delay=0.5)
    log.info("worker ready")
    consumer.run()
