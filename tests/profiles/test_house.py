"""House rules that hold in every file of this room."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from pin_app.profiles import completeness, identifiers, words
from pin_app.profiles.models import (
    INSTRUMENTS,
    KINDS,
    NEED_INTENTS,
    OFFER_INTENTS,
    STATES,
    TEXT_LANGUAGES,
)


def test_services_of_this_room_never_commit(repository: Path) -> None:
    files = sorted((repository / "pin_app/profiles/services").glob("*.py"))
    assert [file.name for file in files if ".commit()" in file.read_text(encoding="utf-8")] == []
    assert len(files) > 5


def test_every_code_has_its_words(app: Flask) -> None:
    assert tuple(words.KINDS) == tuple(words.KIND_HINTS) == KINDS
    assert tuple(words.STATES) == tuple(words.TONES) == STATES
    assert (tuple(words.OFFER_INTENTS), tuple(words.NEED_INTENTS)) == (OFFER_INTENTS, NEED_INTENTS)
    assert (tuple(words.INSTRUMENTS), tuple(words.TEXT_LANGUAGES)) == (INSTRUMENTS, TEXT_LANGUAGES)
    assert set(words.SCHEMES) == set(words.SCHEME_HINTS) == set(identifiers.CHECKS)
    assert set(words.MISSING) == set(completeness.POINTS) | set(completeness.REQUIRED)
