"""An event with a plan, four slots, two tables and people who take part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.jobs import run_pending
from tests.factories.meetings import Fair
from tests.matches.conftest import reader

__all__ = ["reader"]


@pytest.fixture
def fair(app: Flask) -> Fair:
    """An event with meetings."""
    return Fair()


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    """Do all waiting jobs; each has a session of its own, so the test's must not hold the lock."""

    def do_all() -> int:
        db.session.commit()
        return run_pending(app)

    return do_all
