"""What every test can ask for: an application on a clean store, people, and a browser that inspects."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from sqlalchemy import NullPool, create_engine, event, make_url, text

from pin_app import create_app, paths, schema
from pin_app.db import db
from pin_app.security import throttle
from pin_app.settings import Settings
from tests.drawing import draw_the_same_everywhere
from tests.inspector import Inspector

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
draw_the_same_everywhere()  # before any file of tests is read: settings are taken when a test is defined


def own_database(url: str, worker: str) -> str:
    """Return the address of a database for this process alone, made beside the given one if need be."""
    if not (url and worker):
        return url
    name = f"{make_url(url).database}_{worker}"
    server = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}):
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


LONGEST_NAME = 80  # characters of a value that may name a test

POSTGRES = own_database(os.environ.get("PIN_TEST_DATABASE_URL", ""), WORKER)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the walks over every page: one of two processes would wait for them at the end."""
    items.sort(key=lambda item: "/trust/" not in item.nodeid)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes and long texts by their argument: a file made at collection holds the second it was made.

    Two processes that collect in different seconds would see different tests, and refuse to run any.
    """
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > LONGEST_NAME) else None


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """Have the words that a newcomer's make would have compiled."""
    compile_catalogues()


def compile_catalogues() -> None:
    """Compile what a newcomer's make would have compiled."""
    for po in paths.TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            compiled = BytesIO()
            with po.open("rb") as source:
                write_mo(compiled, read_po(source, locale=po.parts[-3]))
            half = mo.with_suffix(f".{os.getpid()}")  # another process may be reading the one that is there
            half.write_bytes(compiled.getvalue())
            half.replace(mo)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("data")
    return Settings(
        data_dir=folder,
        database_url=POSTGRES or f"sqlite:///{folder / 'pin.sqlite3'}",
        secret_key="a key for tests only, long and mixed 0123456789",
        base_url="http://pin.test",
        testing=True,
    )


def _rows_in_no_order(connection: sqlite3.Connection, _record: object) -> None:
    """Give rows that nobody ordered backwards: PostgreSQL promises no order either, and breaks it seldom."""
    connection.execute("PRAGMA reverse_unordered_selects = ON")


@pytest.fixture(scope="session")
def _app_of_session(settings: Settings, _catalogues: None) -> Iterator[Flask]:
    if POSTGRES:
        schema.empty(settings.database_url)
    schema.upgrade(settings.database_url)
    app = create_app(settings)
    if not POSTGRES:
        with app.app_context():
            event.listen(db.engine, "connect", _rows_in_no_order)
            db.engine.dispose()  # a connection made before would not know
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    throttle.close()


@pytest.fixture
def app(_app_of_session: Flask) -> Iterator[Flask]:
    """The application with an empty store; rows written in a test are gone after it."""
    with _app_of_session.app_context():
        yield _app_of_session
        db.session.remove()
        _empty_tables()
    for queue in _app_of_session.extensions["pin.jobs.lanes"].values():
        queue.flush()
    throttle.storage.reset()


@pytest.fixture
def client(app: Flask) -> Inspector:
    """An anonymous visitor who looks at each page like an inspector."""
    return Inspector(app)


def _empty_tables() -> None:
    """Delete rows where there are any: to empty every table takes PostgreSQL a third of a second."""
    names = [table.name for table in reversed(db.metadata.sorted_tables)]
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)
    found = set(db.session.scalars(text(filled)))
    for name in names:
        if name in found:
            db.session.execute(text(f"DELETE FROM {name}"))
    db.session.commit()
    db.session.remove()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout's folder."""
    return Path(__file__).resolve().parent.parent
