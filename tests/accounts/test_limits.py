"""What is counted, and under which name."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.routes import limits
from pin_app.accounts.words import browser_name
from pin_app.security import network_of, throttle
from pin_app.throttle import COUNTS


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("nonsense", "unknown"),
    ],
)
def test_a_visitor_is_known_by_what_is_hard_to_change(address: str, network: str) -> None:
    assert network_of(address) == network


def test_no_address_is_kept_with_the_counts(app: Flask) -> None:
    limits.count_account(limits.SIGN_IN_ACCOUNT, "a@example.org")
    with throttle.storage.engine.connect() as connection:
        keys = connection.execute(select(COUNTS.c.key)).scalars().all()
    assert ["example" in key for key in keys] == [False]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_its_name(told: str, said: str) -> None:
    assert browser_name(told) == said
