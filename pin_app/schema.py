"""Bringing the store to a revision, and comparing it with the models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from pin_app import paths
from pin_app.db import Base


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate the store up to a revision."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Migrate the store down to a revision ("base" empties it)."""
    _run(url, lambda config: command.downgrade(config, revision))


def revision(url: str, number: str, subject: str) -> None:
    """Write a new migration from the difference between models and store."""
    _run(url, lambda config: command.revision(config, subject, autogenerate=True, rev_id=number))


def differences(url: str) -> list[Any]:
    """Return what the models have that the store has not, and the reverse."""
    with _connection(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _ours})
        return list(compare_metadata(context, Base.metadata))


def empty(url: str) -> None:
    """Drop everything in a PostgreSQL store's public schema; for tests and for restoring a backup."""
    with _connection(url) as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        connection.commit()


def current(url: str) -> str | None:
    """Return the store's revision, None for an empty store."""
    with _connection(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    foreign = ("throttle_counts", "directory_search", "alembic_version")
    return not (kind == "table" and str(name).startswith(foreign))


def _run(url: str, deed: Callable[[Config], object]) -> None:
    with _connection(url) as connection:
        config = Config()
        config.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
        config.attributes.update(connection=connection, metadata=Base.metadata, include_object=_ours)
        deed(config)
        connection.commit()
        if connection.dialect.name == "sqlite":
            _check_foreign_keys(connection)


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        _lock_for_migration(engine)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _lock_for_migration(engine: Engine) -> None:
    """Foreign keys stay off while tables are rebuilt: with them on, SQLite deletes the children."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA busy_timeout=30000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        raise RuntimeError(f"{len(broken)} rows point at nothing after the migration, first: {broken[0]}")
