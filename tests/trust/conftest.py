"""Answers of the room of accounts are stretched to one length; only check 30 looks at that."""

from __future__ import annotations

import pytest

from pin_app.accounts.routes import limits


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)
