"""What is kept of an answer that somebody typed."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.registrations.services import answering
from tests.factories import events


@pytest.mark.parametrize("kind", ["text", "long_text"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [("👍", "👍"), (" 😀 😀 ", "😀 😀"), ("0", "0"), ("-", None), ("…", None), ("\u200b", None)],
)
def test_what_says_something_is_kept(app: Flask, kind: str, typed: str, kept: str | None) -> None:
    question = events.question(events.event(), kind)
    assert answering.checked(question, typed) == kept
