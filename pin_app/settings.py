"""Everything that an operator can set, read once from the environment."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

# Words of keys that stand in tutorials, examples and tests; a random key holds none of them but by a miracle.
KNOWN_WORDS = (
    "secret", "changeme", "change-me", "change_me", "development", "insecure", "example", "password", "tests",
)  # fmt: skip
# The long key that Flask's own documentation shows.
KNOWN_KEYS = {"192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf"}
SHORTEST_KEY = 32
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


class SettingsError(ValueError):
    """A setting that PIN refuses to start with; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's settings; field names are the PIN_ variables in lower case."""

    data_dir: Path
    database_url: str
    secret_key: str = field(repr=False)
    base_url: str = "http://127.0.0.1:8000"
    contact: str = ""
    mail_url: str = field(default="", repr=False)
    jobs_url: str = ""
    env: str = "development"
    log_level: str = "INFO"
    trusted_proxies: int = 0
    metrics: bool = False
    testing: bool = False

    @property
    def is_secure(self) -> bool:
        """Whether visitors reach PIN over TLS, which decides cookies and HSTS."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """Host name of the public address, without port."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def uses_sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.database_url.startswith("sqlite")


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises SettingsError in plain words for a value that cannot work."""
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("PIN_DATA_DIR") or "var").resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    mode = _one_of(env, "PIN_ENV", "development", ("development", "production"))
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(env, data_dir),
        secret_key=_secret_key(env, data_dir),
        base_url=_base_url(env),
        contact=_contact(env),
        mail_url=_url(env, "PIN_MAIL_URL", ("smtp", "smtps")),
        jobs_url=_url(env, "PIN_JOBS_URL", ("sqlite", "redis", "rediss")),
        env=mode,
        log_level=_one_of(env, "PIN_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        trusted_proxies=_number(env, "PIN_TRUSTED_PROXIES", 0, 5),
        metrics=_one_of(env, "PIN_METRICS", "off", ("off", "on")) == "on",
    )


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = env.get("PIN_DATABASE_URL") or f"sqlite:///{data_dir / 'pin.sqlite3'}"
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("PIN_DATABASE_URL must start with sqlite:/// or postgresql+psycopg://.")
    return url


def _secret_key(env: Mapping[str, str], data_dir: Path) -> str:
    key = env.get("PIN_SECRET_KEY") or _kept_key(data_dir / "secret-key")
    known = key.lower() in KNOWN_KEYS or any(word in key.lower() for word in KNOWN_WORDS)
    if known or len(key) < SHORTEST_KEY or len(set(key)) < 8:
        raise SettingsError(
            f"PIN_SECRET_KEY is known or too short: use at least {SHORTEST_KEY} random characters, "
            "or leave it out and PIN makes one."
        )
    return key


def _kept_key(path: Path) -> str:
    """Read the key of this data folder; the first process to ask makes it, whole or not at all."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _base_url(env: Mapping[str, str]) -> str:
    url = (env.get("PIN_BASE_URL") or f"http://127.0.0.1:{env.get('PORT') or 8000}").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("PIN_BASE_URL must be an address such as https://pin.example.org.")
    return url


def _contact(env: Mapping[str, str]) -> str:
    value = env.get("PIN_CONTACT", "")
    if value and not CONTACT.fullmatch(value):
        raise SettingsError("PIN_CONTACT must be an e-mail address such as pin@example.org.")
    return value


def _url(env: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    value = env.get(name, "")
    if value and urlsplit(value).scheme not in schemes:
        raise SettingsError(f"{name} must start with {' or '.join(f'{scheme}://' for scheme in schemes)}.")
    return value


def _one_of(env: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env.get(name) or default
    if value not in allowed:
        raise SettingsError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def _number(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = env.get(name) or str(default)
    if not value.isdecimal() or int(value) > most:
        raise SettingsError(f"{name} must be a whole number from 0 to {most}, not {value!r}.")
    return int(value)
