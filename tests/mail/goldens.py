"""Golden files of all mails: `python -m tests.mail.goldens` writes them anew; tests compare with them.

A mail's facts stand in `tests/mail/samples/<room>.py`, in a table SAMPLES from the template's name to what
its sender hands to `queue`. A name such as "profile_published~unlisted" is a further case of the template.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask

from pin_app import create_app, schema
from pin_app.i18n import LANGUAGES
from pin_app.mail import topics
from pin_app.mail.wording import word
from pin_app.paths import TEMPLATES
from pin_app.settings import Settings

HERE = Path(__file__).parent
FOLDER = HERE / "golden"
FRAME = "layout"
COMMAND = "python -m tests.mail.goldens"


def samples() -> dict[str, dict[str, Any]]:
    """Facts by case, of all rooms."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "samples").glob("*.py")):
        found |= importlib.import_module(f"tests.mail.samples.{path.stem}").SAMPLES
    return found


def templates() -> set[str]:
    """Names of the mails that the house has."""
    return {path.stem for path in (TEMPLATES / "mail").glob("*.txt")} - {FRAME}


def rendered(case: str, facts: dict[str, Any], language: str) -> dict[str, str]:
    """One mail in one language: what its golden files hold, by their names."""
    template = case.partition("~")[0]
    unsubscribe = "/unsubscribe/TOKEN" if topics.of_template(template) else ""
    wording = word(template, language, facts, unsubscribe)
    return {
        f"{case}.{language}.txt": f"Subject: {wording.subject}\n\n{wording.text}",
        f"{case}.{language}.html": "".join(
            f"{line.rstrip()}\n" for line in wording.html.splitlines() if line.strip()
        ),
    }


def all_rendered() -> dict[str, str]:
    """Every golden file as it should be now."""
    found: dict[str, str] = {}
    for case, facts in samples().items():
        for language in LANGUAGES:
            found |= rendered(case, facts, language)
    return found


def kept() -> dict[str, str]:
    """Every golden file as it is kept."""
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}


def rewrite(app: Flask) -> tuple[int, int]:
    """Bring the golden files up to date; returns how many were written and how many deleted."""
    with app.app_context():
        wanted = all_rendered()
    present = kept()
    for name in present.keys() - wanted.keys():
        (FOLDER / name).unlink()
    changed = [name for name, text in wanted.items() if present.get(name) != text]
    for name in changed:
        (FOLDER / name).write_text(wanted[name], encoding="utf-8")
    return len(changed), len(present.keys() - wanted.keys())


def app_in(folder: Path) -> Flask:
    """An application whose public address is the one of the tests."""
    url = f"sqlite:///{folder / 'pin.sqlite3'}"
    schema.upgrade(url)
    key = "a key for golden files only 0123456789"
    return create_app(Settings(folder, url, key, base_url="http://pin.test", testing=True))


if __name__ == "__main__":
    from tests.conftest import compile_catalogues

    compile_catalogues()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        written, deleted = rewrite(app_in(Path(folder)))
    sys.stdout.write(f"Golden files of mails: {written} written, {deleted} deleted.\n")
