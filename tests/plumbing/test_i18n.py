"""Moments are told without seconds, and hours keep their order and their line inside Urdu."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from pin_app import i18n

MOMENT = datetime(2026, 3, 1, 8, 5, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Mar 1, 2026, 9:05\u202fAM"),
        ("it", "1 mar 2026, 09:05"),
        ("ur", "1 مارچ، 2026 \u20669:05\u00a0AM\u2069"),
    ],
)
def test_a_moment_has_no_seconds(app: Flask, language: str, told: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert str(i18n.moment(MOMENT)) == f"<bdi>{told}</bdi>"


def test_no_line_ends_within_hours_in_urdu(app: Flask) -> None:
    with app.test_request_context(), force_locale("ur"):
        assert i18n.apart("9:00 AM – 5:30 PM") == "\u20669:00\u00a0AM\u00a0–\u2060\u00a05:30\u00a0PM\u2069"
    with app.test_request_context(), force_locale("it"):
        assert i18n.apart("09:00 – 17:30") == "09:00 – 17:30"
