"""Check 53: nothing lies about that nobody should find, and no process starts with a key that others know."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from pin_app import paths, settings
from pin_app.settings import SettingsError, from_environment
from tests.inspector import Inspector

GOOD_KEY = "pT4x_9QmZ-wE7uK2vB8nR5sL1dF6gH3jY0cA"
LIST = """
.git/HEAD .git/config .gitignore .env .env.local .env.production .svn/entries .hg/hgrc .DS_Store
.htaccess .htpasswd .vscode/settings.json .idea/workspace.xml .ssh/id_rsa .aws/credentials .npmrc
.dockerenv Dockerfile docker-compose.yml Makefile README.md pyproject.toml requirements.txt
hatch_build.py .ci/run config.py settings.py settings.ini config.json config.yml secrets.json
secret-key demo-accounts.json var/demo-accounts.json var/secret-key var/pin.sqlite3 pin.sqlite3
pin.sqlite3-wal pin.sqlite3-journal jobs.sqlite3 throttle.sqlite3 db.sqlite3 pin.db backup backups
backup.zip backup.tar.gz backup.sql dump.sql pin.sql pin.tar.gz pin.zip site.zip index.html.bak
index.php wp-login.php wp-admin phpinfo.php phpmyadmin server-status server-info console debug
__debug__/ shell _debugbar werkzeug flower rq adminer swagger swagger.json swagger-ui openapi.json
api-docs redoc graphql api/openapi.json metrics actuator actuator/env prometheus status stats trace
logs log error.log access.log crossdomain.xml package.json package-lock.json node_modules/ static/
static/css/ static/js/ static/css static/.env static/js/pin.js.map static/css/base.css.map
static/css/tokens.css.bak static/js/pin.js~ templates/ migrations/ templates/layouts/base.html
pin_app/settings.py translations/it/LC_MESSAGES/messages.po tests/ benchmarks/ static/../settings.py
static/../../pyproject.toml static/..%2fsettings.py static/%2e%2e/settings.py
static/..%5csettings.py static//etc/passwd static/%00 ..%2f..%2fetc/passwd static/....//settings.py
"""
NAMES = LIST.split()
SERVED = {".css", ".js", ".svg", ".woff2", ".png", ".webp", ".ico"}


def exposed(client: Inspector, query: str = "") -> list[str]:
    """Names that are answered with anything but "there is no such page"."""
    found = []
    for name in NAMES:
        with client.raw.get(f"/{name}{query}", follow_redirects=True) as answer:
            found += [name] if answer.status_code != 404 else []
    return found


def test_no_name_of_the_list_is_found(client: Inspector) -> None:
    assert exposed(client) == []


def test_nor_with_a_debuggers_question(client: Inspector) -> None:
    assert exposed(client, "?__debugger__=yes&cmd=resource&f=style.css") == []


def test_no_method_but_those_of_pages_is_answered(client: Inspector) -> None:
    for method in ("TRACE", "CONNECT", "PROPFIND", "PUT", "DELETE", "PATCH", "TRACK"):
        assert client.raw.open("/", method=method).status_code in (400, 405), method


def test_only_files_for_browsers_lie_in_the_static_folder() -> None:
    files = [path for path in (paths.PACKAGE / "static").rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path.name for path in files if path.suffix not in SERVED or path.name.startswith(".")] == []
    assert [path.name for path in files if b"sourceMappingURL" in path.read_bytes()] == []


def test_the_check_sees_a_folder_that_lies_open(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = client.app.wsgi_app

    def careless(environ: dict, start_response):
        if environ["PATH_INFO"].startswith("/.git/"):
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"ref: refs/heads/main"]
        return inner(environ, start_response)

    monkeypatch.setattr(client.app, "wsgi_app", careless)
    assert exposed(client) == [".git/HEAD", ".git/config"]


def test_the_check_sees_a_file_left_among_the_static_ones(
    client: Inspector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("PIN_SECRET_KEY=x")
    monkeypatch.setattr(client.app, "static_folder", str(tmp_path))
    assert exposed(client) == ["static/.env"]


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start a process of PIN as an operator would; `pin stats` builds the whole application."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIN_")}
    return subprocess.run(
        [sys.executable, "-c", "from pin_app import create_app; create_app(); print('started')"],
        env=kept | {"PIN_DATA_DIR": str(tmp_path), "PIN_ENV": "production"} | environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("key", ["dev", "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf"])
def test_no_process_starts_with_a_known_key(tmp_path: Path, key: str) -> None:
    answer = start(tmp_path, PIN_SECRET_KEY=key)
    assert answer.returncode != 0
    assert "started" not in answer.stdout
    assert "PIN_SECRET_KEY is known or too short" in answer.stderr
    assert key not in answer.stderr


def test_a_process_starts_with_a_good_key(tmp_path: Path) -> None:
    answer = start(tmp_path, PIN_SECRET_KEY=GOOD_KEY)
    assert (answer.stdout, answer.returncode) == ("started\n", 0)


@pytest.mark.parametrize(
    "key",
    ["x", "a" * 64, "abcabcabc" * 8, GOOD_KEY[:31], "secret" * 8, "changeme-changeme-changeme-changeme-1234",
     "your-secret-key-goes-here-0123456789", "django-insecure-#k$9x2m!q8w7e6r5t4y3u2i1o0p",
     "a key for tests only, long and mixed 0123456789"],
)  # fmt: skip
def test_known_and_short_keys_are_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError):
        from_environment({"PIN_DATA_DIR": str(tmp_path), "PIN_SECRET_KEY": key})


def test_without_a_key_each_installation_makes_one_of_its_own(tmp_path: Path) -> None:
    found = [from_environment({"PIN_DATA_DIR": str(tmp_path / name)}).secret_key for name in "abab"]
    assert found[:2] == found[2:]
    assert found[0] != found[1]
    assert [len(key) for key in found] == [64] * 4
    assert (tmp_path / "a" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_check_sees_a_start_with_any_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SHORTEST_KEY", 1)
    monkeypatch.setattr(settings, "KNOWN_WORDS", ())
    assert from_environment({"PIN_DATA_DIR": str(tmp_path), "PIN_SECRET_KEY": "changeme-now"}).secret_key


def test_no_setting_shows_its_secret(app: Flask) -> None:
    assert app.config["SECRET_KEY"] not in repr(app.extensions["pin.settings"])
