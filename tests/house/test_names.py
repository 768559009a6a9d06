"""Two processes that collect the suite find the same tests."""

from __future__ import annotations

import pytest


def test_no_test_is_named_after_a_file(request: pytest.FixtureRequest) -> None:
    names = [item.nodeid for item in request.session.items]
    assert [name for name in names if "[PK\\x03" in name or "%PDF" in name] == []


@pytest.mark.parametrize("value", [b"PK\x03\x04", b"", "x" * 200])
def test_bytes_and_long_texts_lend_no_name(value: bytes | str, request: pytest.FixtureRequest) -> None:
    assert request.node.callspec.id.startswith("value")
