"""Settings that cannot work are refused in plain words; the key of a data folder is made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pin_app.settings import SettingsError, from_environment

GOOD_KEY = "u3Jx9-this-is-a-long-enough-key-0417"


def test_defaults_keep_everything_in_the_data_folder(tmp_path: Path) -> None:
    found = from_environment({"PIN_DATA_DIR": str(tmp_path), "PORT": "9123"})
    assert found.database_url == f"sqlite:///{tmp_path / 'pin.sqlite3'}"
    assert found.base_url == "http://127.0.0.1:9123"
    assert found.env == "development"


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = from_environment({"PIN_DATA_DIR": str(tmp_path)})
    second = from_environment({"PIN_DATA_DIR": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    keys = {from_environment({"PIN_DATA_DIR": str(tmp_path / name)}).secret_key for name in "ab"}
    assert len(keys) == 2


@pytest.mark.parametrize("key", ["dev", "secret", "changeme", "a" * 64, "short-but-random-x9"])
def test_a_known_or_short_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match="PIN_SECRET_KEY"):
        from_environment({"PIN_DATA_DIR": str(tmp_path), "PIN_SECRET_KEY": key})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PIN_DATABASE_URL", "mysql://x"),
        ("PIN_BASE_URL", "pin.example.org"),
        ("PIN_MAIL_URL", "imap://x"),
        ("PIN_JOBS_URL", "amqp://x"),
        ("PIN_ENV", "staging"),
        ("PIN_LOG_LEVEL", "LOUD"),
        ("PIN_TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_value_that_cannot_work_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        from_environment({"PIN_DATA_DIR": str(tmp_path), "PIN_SECRET_KEY": GOOD_KEY, name: value})


def test_secrets_do_not_show_in_a_printed_value(tmp_path: Path) -> None:
    found = from_environment(
        {"PIN_DATA_DIR": str(tmp_path), "PIN_SECRET_KEY": GOOD_KEY, "PIN_MAIL_URL": "smtp://u:hidden@h:25"}
    )
    assert GOOD_KEY not in repr(found)
    assert "hidden" not in repr(found)
