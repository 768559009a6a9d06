"""Answers of this room are stretched to one length; tests that do not measure time need not wait."""

from __future__ import annotations

import pytest

from pin_app.accounts.routes import limits


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)
