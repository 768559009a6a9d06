"""The contracts between rooms hold, and a planted forbidden import breaks them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLANTS = [
    ("matching/rules.py", "import flask", "The engine knows no web"),
    ("pin_app/mail/queries.py", "from pin_app.profiles import models", "Rooms stand above each other"),
    ("pin_app/forms.py", "from pin_app.accounts import models", "Plumbing knows no room"),
    ("pin_app/accounts/models.py", "from pin_app.accounts import services", "Inside a room"),
    ("pin_app/home/routes.py", "import matching", "Only a few modules speak to the engine"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for name in ("pin_app", "matching"):
        ignored = shutil.ignore_patterns("__pycache__", "data", "static", "translations")
        shutil.copytree(repository / name, folder / name, ignore=ignored)
    shutil.copy(repository / "pyproject.toml", folder)
    return folder


def test_contracts_hold(copy: Path) -> None:
    answer = lint(copy)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(("file", "line", "contract"), PLANTS)
def test_planted_import_breaks_its_contract(copy: Path, file: str, line: str, contract: str) -> None:
    target = copy / file
    before = target.read_text(encoding="utf-8")
    target.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        broken = [row for row in lint(copy).stdout.splitlines() if " BROKEN" in row]
    finally:
        target.write_text(before, encoding="utf-8")
    assert any(contract in row for row in broken), broken
