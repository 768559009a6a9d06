"""The installed wheel stands on its own: templates, migrations and translations are inside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SERVE = """
import pin_app, pin_app.paths, tempfile, sys
from pathlib import Path
from pin_app import create_app, schema
from pin_app.settings import from_environment
settings = from_environment({"PIN_DATA_DIR": tempfile.mkdtemp()})
schema.upgrade(settings.database_url)
app = create_app(settings)
page = app.test_client().get("/?lang=ur")
assert page.status_code == 200, page.status_code
print(Path(pin_app.__file__).parent, 'dir="rtl"' in page.get_data(as_text=True), pin_app.paths.TEMPLATES)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    quiet = {"check": True, "capture_output": True}
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    subprocess.run([*pip, "wheel", *options, repository], **quiet)
    target = ["--no-deps", "--target", folder / "site"]
    subprocess.run([*pip, "install", *target, *folder.glob("*.whl")], **quiet)
    return folder / "site"


def test_a_page_is_served_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    told = {"capture_output": True, "text": True, "check": False}
    answer = subprocess.run([sys.executable, "-c", SERVE], cwd=tmp_path, env=environment, **told)
    assert answer.stdout.split() == [
        str(installed / "pin_app"), "True", str(installed / "pin_app" / "templates"),
    ], answer.stderr  # fmt: skip
