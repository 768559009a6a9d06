"""Jobs that wait for the commit of the transaction they belong to."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from pin_app import jobs
from pin_app.db import db

SEEN: list[int] = []


@jobs.jobs.task()
def note(number: int) -> None:
    """Remember that the job ran."""
    SEEN.append(number)


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    SEEN.clear()


def test_a_job_is_queued_only_when_the_transaction_is_committed(app: Flask) -> None:
    jobs.after_commit(note, 1)
    assert jobs.waiting(app) == 0
    db.session.execute(text("SELECT 1"))
    db.session.commit()
    jobs.run_pending(app)
    assert SEEN == [1]


def test_asked_twice_it_is_done_once(app: Flask) -> None:
    jobs.after_commit(note, 1)
    jobs.after_commit(note, 1, priority=jobs.URGENT)
    db.session.commit()
    jobs.run_pending(app)
    assert SEEN == [1]


def test_a_rollback_leaves_no_job_behind(app: Flask) -> None:
    db.session.execute(text("SELECT 1"))
    jobs.after_commit(note, 1)
    db.session.rollback()
    db.session.commit()
    assert jobs.waiting(app) == 0


def test_a_savepoint_does_not_let_the_job_go_early(app: Flask) -> None:
    with db.session.begin_nested():
        jobs.after_commit(note, 1)
    assert jobs.waiting(app) == 0
    db.session.rollback()
    db.session.commit()
    assert jobs.waiting(app) == 0
