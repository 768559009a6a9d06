"""Writers wait for each other instead of failing, moments keep their zone, foreign keys hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.pool import NullPool

from pin_app import db as module
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Statement

ROUNDS = 40


def counter(url: str, begin: Any) -> Engine:
    """A store that holds one number, whose transactions begin this way."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": 10})
    event.listen(engine, "connect", module._prepare_sqlite)
    event.listen(engine, "begin", begin)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    return engine


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    """Eight threads read a number and write it one higher."""
    engine = counter(f"sqlite:///{tmp_path / 'a.sqlite3'}", module._begin_sqlite)

    def step(_round: int) -> int:
        try:
            with engine.begin() as connection:
                number = connection.execute(text("SELECT n FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET n = :n"), {"n": number + 1})
        except OperationalError:
            return 1
        return 0

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(step, range(ROUNDS))) == 0


def test_without_the_lock_at_the_beginning_the_second_fails(tmp_path: Path) -> None:
    deferred = lambda connection: connection.exec_driver_sql("BEGIN")  # noqa: E731 -- the planted fault
    engine = counter(f"sqlite:///{tmp_path / 'b.sqlite3'}", deferred)
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            connection.execute(text("SELECT n FROM counter"))
        one.execute(text("UPDATE counter SET n = 1"))
        one.commit()
        with pytest.raises(OperationalError, match="locked"):
            other.execute(text("UPDATE counter SET n = 2"))


def test_a_moment_comes_back_in_utc(app: Any) -> None:
    moment = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    facts = {"to_address": "a@x.it", "template": "t", "language": "it", "subject": "s", "body": "b"}
    db.session.add(OutgoingMail(message_id="1", created_at=moment, **facts))
    db.session.commit()
    db.session.expire_all()
    assert db.session.query(OutgoingMail).one().created_at == moment


def test_a_moment_without_zone_is_refused(app: Any) -> None:
    db.session.add(OutgoingMail(message_id="1", created_at=datetime(2026, 1, 1), to_address="a"))
    with pytest.raises(StatementError, match="time zone"):
        db.session.flush()


def test_a_statement_needs_its_profile(app: Any) -> None:
    db.session.add(Statement(profile_id=999, direction="offer", text="x", sectors=[]))
    with pytest.raises(IntegrityError):
        db.session.flush()
