"""`pin doctor` finds what is wrong, and works where nothing else does; `pin stats` counts."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from pin_app import schema
from pin_app.admin.cli import doctor, stats
from tests.admin.conftest import MakePerson
from tests.mail.sink import Sink

Doctor = Callable[..., dict[str, tuple[str, str]]]


@pytest.fixture
def consult(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Run the doctor on a data folder of its own; returns level and text by name, and "exit"."""
    for name in [name for name in os.environ if name.startswith("PIN_")]:
        monkeypatch.delenv(name)

    def run(**settings: str) -> dict[str, tuple[str, str]]:
        environment = {"PIN_DATA_DIR": str(tmp_path / "data")} | settings
        answer = CliRunner().invoke(doctor, env=environment)
        lines = [line.split(maxsplit=1) for line in answer.output.splitlines()]
        found = {rest[:13].strip(): (level, rest[14:]) for level, rest in lines}
        return found | {"exit": (str(answer.exit_code), "")}

    return run


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """A data folder with a database that is up to date."""
    folder = tmp_path / "data"
    folder.mkdir()
    schema.upgrade(f"sqlite:///{folder / 'pin.sqlite3'}")
    with sqlite3.connect(folder / "pin.sqlite3") as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    return folder


def levels(found: dict[str, tuple[str, str]]) -> set[str]:
    return {name for name, (level, _) in found.items() if level == "problem"}


def test_a_sound_installation_has_no_problem(consult: Doctor, migrated: Path) -> None:
    found = consult()
    assert levels(found) == set()
    assert found["exit"] == ("0", "")
    assert found["mail"] == ("ok", "kept in the outbox; administrators read it at /admin/outbox")
    assert found["journal"] == ("ok", "SQLite writes ahead (wal)")
    assert found["jobs"] == ("ok", "reachable, 0 waiting")
    assert found["secret key"] == ("ok", "kept in the data folder")


def test_settings_that_cannot_work_are_told_and_end_the_visit(consult: Doctor) -> None:
    found = consult(PIN_SECRET_KEY="secret")
    assert found.keys() == {"settings", "exit"}
    assert found["settings"][0] == "problem"
    assert "PIN_SECRET_KEY" in found["settings"][1]
    assert found["exit"] == ("1", "")


def test_a_missing_database_is_a_problem_and_is_not_made(consult: Doctor, tmp_path: Path) -> None:
    found = consult()
    assert found["database"] == ("problem", "There is no database yet: run `pin db upgrade`.")
    assert found["exit"] == ("1", "")
    assert not (tmp_path / "data" / "pin.sqlite3").exists()


def test_an_old_database_is_a_problem(consult: Doctor, migrated: Path) -> None:
    schema.downgrade(f"sqlite:///{migrated / 'pin.sqlite3'}", "0003")
    assert consult()["database"][0] == "problem"


def test_a_database_that_is_none_is_a_problem(consult: Doctor, migrated: Path) -> None:
    (migrated / "pin.sqlite3").write_bytes(b"not a database at all" * 100)
    assert levels(consult()) == {"database", "journal"}


def test_a_journal_that_is_not_wal_is_a_warning(consult: Doctor, migrated: Path) -> None:
    with sqlite3.connect(migrated / "pin.sqlite3") as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    assert consult()["journal"][0] == "warning"


def test_a_secret_key_that_others_can_read_is_a_warning(consult: Doctor, migrated: Path) -> None:
    consult()
    (migrated / "secret-key").chmod(0o644)
    assert consult()["secret key"][0] == "warning"


def test_a_mail_server_that_answers_is_ok(consult: Doctor, migrated: Path) -> None:
    with Sink() as sink:
        found = consult(PIN_MAIL_URL=f"smtp://127.0.0.1:{sink.port}?from=office@x.example")
        assert found["mail"] == (
            "ok", f"127.0.0.1 port {sink.port} answers; mail comes from office@x.example",
        )  # fmt: skip
        assert sink.taken == []


def test_a_mail_server_that_is_down_is_told_without_its_password(consult: Doctor, migrated: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = consult(PIN_MAIL_URL=f"smtp://user:geheim@127.0.0.1:{free.getsockname()[1]}")
    assert levels(found) == {"mail"}
    assert "geheim" not in str(found)


def test_a_queue_that_cannot_be_opened_is_a_problem(consult: Doctor, migrated: Path) -> None:
    assert levels(consult(PIN_JOBS_URL="sqlite:////nowhere/at/all.sqlite3")) == {"jobs"}


def test_production_without_tls_is_a_warning(consult: Doctor, migrated: Path) -> None:
    assert consult(PIN_ENV="production")["settings"][0] == "warning"


def test_stats_count_in_plain_lines(app: Flask, make_person: MakePerson) -> None:
    make_person("staff")
    make_person(active=False)
    answer: Result = CliRunner().invoke(stats, obj=app)
    assert answer.exit_code == 0, answer.output
    lines = answer.output.splitlines()
    for line in ("people, staff: 1", "people, member: 1", "people, closed accounts: 1", "mails, kept: 0",
                 "profiles by state, published: 0", "suggestions, business: 0"):  # fmt: skip
        assert line in lines
