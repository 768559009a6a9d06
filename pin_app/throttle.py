"""Counts of tries that survive a restart and are shared by all processes: a store for the limits library."""

from __future__ import annotations

import time
from typing import Any

from limits import parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from pin_app.db import _prepare_sqlite
from pin_app.settings import Settings

metadata = MetaData()
COUNTS = Table(
    "throttle_counts",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)


class SqlStorage(Storage):
    """Fixed windows in one small table; one statement a hit, so two processes never count the same try."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self._insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert

    @property
    def base_exceptions(self) -> type[Exception]:
        """Errors of the store; none is swallowed."""
        return Exception

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a key's count, beginning a new window when the old one has ended; returns the count."""
        present = int(time.time())
        fresh = self._insert(COUNTS).values(key=key[:300], count=amount, expires=present + int(expiry))
        ended = COUNTS.c.expires <= present
        statement = fresh.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "count": _either(ended, amount, COUNTS.c.count + amount),
                "expires": _either(ended, present + int(expiry), COUNTS.c.expires),
            },
        ).returning(COUNTS.c.count)
        with self.engine.begin() as connection:
            return int(connection.execute(statement).scalar_one())

    def get(self, key: str) -> int:
        """Return a key's count in its running window."""
        return self._value(COUNTS.c.count, key)

    def get_expiry(self, key: str) -> float:
        """Return when a key's window ends, in seconds since the epoch."""
        return self._value(COUNTS.c.expires, key) or time.time()

    def check(self) -> bool:
        """Whether the table can be read."""
        return self.get("-") == 0

    def reset(self) -> int | None:
        """Forget all counts."""
        with self.engine.begin() as connection:
            return connection.execute(delete(COUNTS)).rowcount

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self.engine.begin() as connection:
            connection.execute(delete(COUNTS).where(COUNTS.c.key == key[:300]))

    def sweep(self) -> int:
        """Delete windows that have ended; returns how many."""
        with self.engine.begin() as connection:
            return connection.execute(delete(COUNTS).where(COUNTS.c.expires <= int(time.time()))).rowcount

    def _value(self, column: Any, key: str) -> int:
        running = (COUNTS.c.key == key[:300]) & (COUNTS.c.expires > int(time.time()))
        with self.engine.connect() as connection:
            return int(connection.execute(select(column).where(running)).scalar() or 0)


def _either(condition: Any, yes: Any, no: Any) -> Any:
    from sqlalchemy import case  # noqa: PLC0415 -- keeps the name "case" out of this module

    return case((condition, yes), else_=no)


class Throttle:
    """The one limiter; on SQLite its table is a file of its own, so a try never waits for a writer."""

    def __init__(self) -> None:
        self.storage: SqlStorage | None = None

    def init_app(self, settings: Settings) -> None:
        """Open the store of counts beside the database."""
        url = (
            f"sqlite:///{settings.data_dir / 'throttle.sqlite3'}"
            if settings.uses_sqlite
            else settings.database_url
        )
        engine = create_engine(url)
        if settings.uses_sqlite:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        metadata.create_all(engine, checkfirst=True)
        self.storage = SqlStorage(engine)

    def close(self) -> None:
        """Close the store's connections."""
        if self.storage is not None:
            self.storage.engine.dispose()

    def hit(self, name: str, key: str, rule: str) -> int:
        """Count one try; returns 0 when it may go on, else the seconds to wait."""
        if self.storage is None:
            raise RuntimeError("the throttle has no store yet")
        item, limiter = parse(rule), FixedWindowRateLimiter(self.storage)
        if limiter.hit(item, name, key.casefold()):
            return 0
        return max(1, int(limiter.get_window_stats(item, name, key.casefold()).reset_time - time.time()))

    def forget(self, name: str, key: str, rule: str) -> None:
        """Forget the tries of one key, after a success."""
        if self.storage is not None:
            FixedWindowRateLimiter(self.storage).clear(parse(rule), name, key.casefold())
