"""Every mail reads in all three languages as its golden files say, and a new mail has some."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from pin_app.i18n import LANGUAGES
from tests.mail import goldens

HOW = f"Write its facts into tests/mail/samples/<room>.py, run `{goldens.COMMAND}` and read what it wrote."
STRANGE = re.compile("[\x00-\x09\x0b-\x1f]|%\\(|{{|None|undefined")


def test_every_mail_has_a_sample_and_every_sample_a_mail() -> None:
    sampled = {case.partition("~")[0] for case in goldens.samples()}
    assert sorted(goldens.templates() - sampled) == [], HOW
    assert sorted(sampled - goldens.templates()) == [], "A sample without a template is to be deleted."


def test_every_sample_has_its_golden_files_and_no_file_is_left_over() -> None:
    endings = ("txt", "html")
    wanted = {f"{case}.{code}.{end}" for case in goldens.samples() for code in LANGUAGES for end in endings}
    assert sorted(wanted ^ goldens.kept().keys()) == [], f"Run `{goldens.COMMAND}` and read what it wrote."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", goldens.samples())
def test_a_mail_reads_as_its_golden_files_say(app: Flask, case: str, language: str) -> None:
    made = goldens.rendered(case, goldens.samples()[case], language)
    kept = goldens.kept()
    assert made == {name: kept.get(name, "") for name in made}


def test_no_mail_shows_a_placeholder_or_a_control_character() -> None:
    assert [name for name, text in goldens.kept().items() if STRANGE.search(text)] == []


def test_a_changed_word_is_seen(app: Flask) -> None:
    made = goldens.rendered("reset_password", {"path": "/reset/OTHER"}, "en")
    assert {name: text for name, text in made.items() if goldens.kept()[name] == text} == {}
