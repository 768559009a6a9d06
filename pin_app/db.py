"""The two stores: one metadata, one session, and the locking that each of them needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask import Flask, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, MetaData, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BUSY_TIMEOUT_MS = 45_000  # 200 people at once, a tenth of a second each, twice that on a busy machine

_NO_FILE = (None, "", ":memory:")  # SQLAlchemy's pool for these has nobody wait

_reading: ContextVar[bool] = ContextVar("reading", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware on the Python side in both stores; refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC; a naive moment is a mistake of the caller."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every model stands on; plain, so that the type checker sees the columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012 -- SQLAlchemy reads it off the class


db = SQLAlchemy(metadata=Base.metadata)


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def init_app(app: Flask) -> None:
    """Bind the store to the application and teach SQLite to lock before it writes."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def engine_options(url: str) -> dict[str, Any]:
    """Options of the connection pool for this store; errors never quote what was written or asked for."""
    if url.startswith("sqlite"):
        waiting = {"pool_timeout": BUSY_TIMEOUT_MS / 1000} if make_url(url).database not in _NO_FILE else {}
        return {"hide_parameters": True, "connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000}, **waiting}
    return {"hide_parameters": True, "pool_pre_ping": True, "pool_recycle": 1800}


def hold(row: Base) -> None:
    """Read a row anew and let one transaction at a time change it, so that two clicks have one effect.

    Rows that only point at it need not wait, nor those that were loaded beside it. Raises StaleDataError when
    somebody has just deleted it.
    """
    try:
        db.session.refresh(row, with_for_update={"key_share": True, "of": type(row)})
    except InvalidRequestError as error:
        raise StaleDataError("the row was deleted meanwhile") from error


@contextmanager
def reading() -> Iterator[None]:
    """Mark a long read, also inside a POST, so that on SQLite it does not hold the one write lock.

    It holds for transactions that begin inside: end a running one first.
    """
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def snapshot() -> Iterator[None]:
    """Have all that is read inside stand as at one moment, whatever others write meanwhile.

    A running transaction ends; what was read stays loaded, and nothing can be written.
    """
    db.session.rollback()
    with reading():
        if db.engine.dialect.name == "postgresql":
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        try:
            yield
        finally:
            db.session.rollback()


@contextmanager
def writing() -> Iterator[None]:
    """Let a request with a safe method write: its read ends, the next transaction takes the lock."""
    db.session.rollback()
    g.writes = True
    try:
        yield
    finally:
        g.pop("writes", None)


def _is_read() -> bool:
    if _reading.get() or not has_request_context():
        return _reading.get()
    return request.method in SAFE_METHODS and not g.get("writes", False)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event below opens the transaction, not the driver
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN" if _is_read() else "BEGIN IMMEDIATE")
