"""The one lock of those who write pairs and their facets."""

from __future__ import annotations

from sqlalchemy import text

from pin_app.db import db

LOCK = 7_306_021  # any number of our own, for PostgreSQL's advisory locks


def hold_the_pairs() -> None:
    """Let one transaction at a time write pairs, until its commit; what it changed elsewhere goes first.

    On SQLite BEGIN IMMEDIATE has already seen to it. Nothing that waits for another may follow.
    """
    db.session.flush()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
