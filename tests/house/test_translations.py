"""Every string of the product exists in Italian and Urdu, with its placeholders, and nothing is stale."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(%%)")
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "_n": (1, 2)}
LANGUAGES = ("it", "ur")


@cache
def extracted(repository: Path) -> set[str]:
    """Message ids in code and templates; of a plural the singular."""
    with (repository / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(io.StringIO(file.read()))
    rows = [
        row
        for folder in ("pin_app", "templates")
        for row in extract_from_dir(repository / folder, methods, options, keywords=KEYWORDS)
    ]
    return {row[2][0] if isinstance(row[2], tuple) else row[2] for row in rows}


def catalogue(repository: Path, language: str, domain: str = "messages") -> Catalog:
    path = repository / "pin_app" / "translations" / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def known(repository: Path, language: str) -> set[str]:
    """Message ids of a catalogue; of a plural the singular."""
    ids = [message.id for message in catalogue(repository, language) if message.id]
    return {found if isinstance(found, str) else found[0] for found in ids}


def faults(message: Message) -> list[str]:
    """What is wrong with one translated message."""
    source, target = message.id, message.string
    sources = source if isinstance(source, tuple | list) else (source,)
    targets = target if isinstance(target, tuple | list) else (target,)
    if not all(targets) or message.fuzzy:
        return [f"not translated: {sources[0]}"]
    wanted = set(PLACEHOLDER.findall(sources[-1]))
    return [f"other placeholders: {text}" for text in targets if set(PLACEHOLDER.findall(text)) - wanted] + [
        f"placeholder lost: {text}" for text in targets[-1:] if wanted - set(PLACEHOLDER.findall(text))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(repository: Path, language: str) -> None:
    assert sorted(extracted(repository) - known(repository, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_stale(repository: Path, language: str) -> None:
    assert sorted(known(repository, language) - extracted(repository)) == []


@pytest.mark.parametrize("domain", ["messages", "wtforms"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_whole(repository: Path, language: str, domain: str) -> None:
    assert [fault for m in catalogue(repository, language, domain) if m.id for fault in faults(m)] == []


def test_urdu_is_written_with_urdu_letters(repository: Path) -> None:
    strings = [message.string for message in catalogue(repository, "ur") if message.id]
    texts = [found if isinstance(found, str) else " ".join(found) for found in strings]
    assert [text for text in texts if re.search("[\u064a\u0643]", text)] == []


def test_a_lost_placeholder_is_seen() -> None:
    assert faults(Message("%(count)s firms", "aziende")) == ["placeholder lost: aziende"]


def test_an_empty_translation_is_seen() -> None:
    assert faults(Message("Save", "")) == ["not translated: Save"]
