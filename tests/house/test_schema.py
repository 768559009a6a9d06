"""Migrations lead to the models, go up, down and up on filled tables, and lose nothing on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

import pin_app.app  # noqa: F401 -- registers every model
from pin_app import schema
from pin_app.telemetry import newest_revision
from tests.conftest import POSTGRES, WORKER

SCRATCH = f"pin_migrations{WORKER}"
SENTINELS = (
    "INSERT INTO users (id, email, typed_email, name, password_hash, language, role, party_kind,"
    " active, demo, created_at)"
    " VALUES (1, 'a@example.org', 'a@example.org', 'A', 'x', 'it', 'member', '', true, false,"
    " '2026-01-01 00:00:00')",
    "INSERT INTO consents (user_id, purpose, version, language, text, way, given_at)"
    " VALUES (1, 'matching', 1, 'it', 'testo', 'form', '2026-01-01 00:00:00')",
)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """An empty store of the kind that this run is about."""
    if not POSTGRES:
        yield f"sqlite:///{tmp_path / 'migrate.sqlite3'}"
        return
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {SCRATCH}"))
        connection.execute(text(f"CREATE DATABASE {SCRATCH}"))
    yield POSTGRES.rpartition("/")[0] + f"/{SCRATCH}"


def count(url: str, table: str) -> int:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def fill(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        for row in SENTINELS:
            connection.execute(text(row))


def test_models_equal_migrations(url: str) -> None:
    schema.upgrade(url)
    assert schema.differences(url) == []
    assert schema.current(url) == newest_revision()


def test_a_missing_table_is_seen(url: str) -> None:
    schema.upgrade(url, "0006")
    assert schema.differences(url) != []


def test_up_down_up_keeps_the_filled_tables(url: str) -> None:
    schema.upgrade(url, "0004")
    fill(url)
    schema.upgrade(url)
    schema.downgrade(url, "0004")
    schema.upgrade(url)
    assert (count(url, "users"), count(url, "consents")) == (1, 1)


def test_all_the_way_down_leaves_nothing(url: str) -> None:
    schema.upgrade(url)
    schema.downgrade(url, "base")
    assert schema.current(url) is None
