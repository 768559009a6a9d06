"""`pin user`, as an operator types it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from pin_app.accounts import queries
from pin_app.accounts.cli import user
from pin_app.accounts.services import passwords
from pin_app.db import db
from pin_app.errors import PinError
from tests.factories.people import PASSWORD, person


def pin_user(app: Flask, *words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(user, words, obj=app, input=typed)
    db.session.expire_all()
    return result


def test_an_account_with_a_typed_password(app: Flask) -> None:
    done = pin_user(app, "add", "G@Example.org", "--role", "staff", typed=f"{PASSWORD}\n{PASSWORD}\n")
    made = queries.by_email("g@example.org")
    assert (done.exit_code, made.role, passwords.matches(made.password_hash, PASSWORD)) == (0, "staff", True)
    assert PASSWORD not in done.output


def test_a_generated_password_is_printed_and_works(app: Flask) -> None:
    done = pin_user(app, "add", "g@example.org", "--generate")
    printed = done.output.split("Password: ")[1].strip()
    assert passwords.matches(queries.by_email("g@example.org").password_hash, printed) is True


def test_a_role_is_given(app: Flask) -> None:
    person("g@example.org")
    assert pin_user(app, "role", "g@example.org", "organiser").output == "g@example.org is now organiser.\n"
    assert queries.by_email("g@example.org").role == "organiser"


def test_an_account_is_closed(app: Flask) -> None:
    person("g@example.org")
    assert pin_user(app, "deactivate", "g@example.org").exit_code == 0
    assert queries.by_email("g@example.org").active is False


@pytest.mark.parametrize(
    "words",
    [
        ("role", "nobody@example.org", "staff"),
        ("deactivate", "nobody@example.org"),
        ("add", "no", "--generate"),
    ],
)
def test_a_refusal_is_told_in_words(app: Flask, words: tuple[str, ...]) -> None:
    refused = pin_user(app, *words).exception
    assert (type(refused), str(refused)[:4]) in [(PinError, "Ther"), (PinError, "This")]


def test_an_unknown_role_is_wrong_usage(app: Flask) -> None:
    assert pin_user(app, "role", "g@example.org", "root").exit_code == 2
