"""A store that refuses a chosen row: a trigger fails one insert, and tables are compared before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, select, text

from pin_app.db import db
from tests.inspector import Inspector

Tables = Sequence[Any]
"""Models, of which the first is looked at column by column."""
Flow = Callable[[Inspector], tuple[str, dict[str, str]]]
"""Prepares something and returns the address and the fields of the form that does it."""


def cases(flows: Mapping[Flow, Sequence[int]], tables: Tables) -> list[Any]:
    """Every row that flows add, given how many each adds to each table: the flow, the table, its nth row."""
    return [
        (flow, table, number)
        for flow, counts in flows.items()
        for table, count in zip(tables, counts, strict=True)
        for number in range(1, count + 1)
    ]


def named(given: object) -> str:
    """What a part of a case is called."""
    return getattr(given, "__name__", str(given))


def counts(tables: Tables) -> tuple[int, ...]:
    """How many rows each table has."""
    db.session.rollback()
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def standing(tables: Tables) -> list[tuple[object, ...]]:
    """Every table by its number of rows, and every row of the first as it stands."""
    kept = tables[0].__table__
    rows = db.session.execute(select(*kept.columns).order_by(kept.c.id))
    return [counts(tables), *(tuple(row) for row in rows)]


def send(client: Inspector, address: str, data: dict[str, str]) -> int:
    """Send a form from a page that has a token, whether somebody is signed in or not; returns the status."""
    client.get("/help")
    if not client.page.csrf_token:
        client.get("/sign-in")
    return client.send("POST", address, data={"csrf_token": client.page.csrf_token} | data).status_code


@contextmanager
def failing(table: Any, number: int) -> Iterator[None]:
    """Let the store refuse the nth new row of a table."""
    name = table.__tablename__
    limit = (db.session.scalar(select(func.count()).select_from(table)) or 0) + number - 1
    db.session.rollback()
    made, gone = _sqlite(name, limit) if db.engine.dialect.name == "sqlite" else _postgresql(name, limit)
    _run(made)
    try:
        yield
    finally:
        _run(gone)


def _sqlite(name: str, limit: int) -> tuple[list[str], list[str]]:
    when = f"WHEN (SELECT count(*) FROM {name}) >= {limit}"
    body = f"BEFORE INSERT ON {name} {when} BEGIN SELECT RAISE(ABORT, 'planted'); END"
    return [f"CREATE TRIGGER planted {body}"], ["DROP TRIGGER planted"]


def _postgresql(name: str, limit: int) -> tuple[list[str], list[str]]:
    body = f"IF (SELECT count(*) FROM {name}) >= {limit} THEN RAISE EXCEPTION 'planted'; END IF; RETURN NEW;"
    function = f"CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    trigger = f"CREATE TRIGGER planted BEFORE INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION planted()"
    return [function, trigger], [f"DROP TRIGGER planted ON {name}", "DROP FUNCTION planted"]


def _run(statements: list[str]) -> None:
    db.session.rollback()
    for statement in statements:
        db.session.execute(text(statement))
    db.session.commit()
