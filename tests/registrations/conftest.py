"""What tests of this room can ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from pin_app.db import db


@pytest.fixture
def count_queries(app: Flask) -> Callable[[Callable[[], Any]], int]:
    """Count the statements that something asks."""

    def counted(deed: Callable[[], Any]) -> int:
        asked: list[str] = []

        def note(*given: Any) -> None:
            asked.append(given[2])

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            deed()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    return counted
