"""What tests of projects share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from pin_app.documents import filing


@pytest.fixture(autouse=True)
def _empty_folder(app: Flask) -> Iterator[None]:
    """Leave no documents to the next test."""
    yield
    for path in filing.folder().iterdir():
        path.unlink()
