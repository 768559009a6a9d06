"""The `pin` command where something is wrong with the store: a sentence, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pin_app import cli
from pin_app.db import db


@click.command()
@click.argument("statement")
def ask(statement: str) -> None:
    """Ask the store something."""
    db.session.execute(text(statement))


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    monkeypatch.setitem(cli.COMMANDS, "ask", f"{__name__}:ask")

    def run_with(statement: str) -> None:
        monkeypatch.setattr(sys, "argv", ["pin", "ask", statement])
        try:
            cli.main()
        finally:
            db.session.rollback()

    return run_with


def test_a_store_without_tables_is_told_in_a_sentence(
    run: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run("SELECT 1 FROM no_such_table")
    said = capsys.readouterr().err
    assert (ended.value.code, said.count("\n"), "no_such_table" in said) == (1, 1, True)
    assert said.endswith("Try `pin doctor`.\n")


def test_a_fault_of_ours_is_not_called_one_of_the_store(run: Callable[[str], None]) -> None:
    with pytest.raises((IntegrityError, ProgrammingError)):
        run("INSERT INTO users (id) VALUES (1)")
