"""Static files: an address that changes with the content, kept for a year, open to everyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, url_for

from pin_app import assets
from tests.inspector import Inspector

SHEET = "css/tokens.css"


def test_the_right_version_is_kept_for_a_year(client: Inspector, app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename=SHEET)
    assert re.fullmatch(r"/static/css/tokens\.css\?v=[0-9a-f]{12}", address)
    answer = client.get(address, buffered=True)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css"


@pytest.mark.parametrize("version", ["", "?v=", "?v=000000000000", "?v=%00"])
def test_any_other_version_is_asked_for_again(client: Inspector, version: str) -> None:
    assert client.get(f"/static/{SHEET}{version}", buffered=True).headers["Cache-Control"] == "no-cache"


def test_a_changed_file_has_another_address(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    sheet = tmp_path / "a.css"
    sheet.write_text("a {}", encoding="utf-8")
    before = assets.version("a.css")
    sheet.write_text("a { color: red }", encoding="utf-8")
    assert len({before, assets.version("a.css"), ""}) == 3


@pytest.mark.parametrize("name", ["no-such.css", "../assets.py", "css", "\x00", "x" * 5000])
def test_what_is_not_there_answers_404(client: Inspector, app: Flask, name: str) -> None:
    with app.test_request_context():
        assert "?v=" not in url_for("static", filename=name) or name == "../assets.py"
    assert client.send("GET", f"/static/{name}").status_code == 404


def test_static_files_set_no_cookie(client: Inspector) -> None:
    assert "Set-Cookie" not in client.get(f"/static/{SHEET}", buffered=True).headers
