"""`pin user`: accounts for operators."""

from __future__ import annotations

import secrets

import click

from pin_app.accounts import queries, services
from pin_app.accounts.models import ROLES, User
from pin_app.command import with_app
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.i18n import LANGUAGES


@click.group()
def user() -> None:
    """Make accounts, give roles, close accounts."""


@user.command()
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), default="member", show_default=True)
@click.option("--name", default="", help="How the person is called.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
@click.option("--generate", is_flag=True, help="Make a random password and print it once.")
@with_app
def add(email: str, role: str, name: str, language: str, generate: bool) -> None:
    """Make a confirmed account for EMAIL; asks for its password."""
    password = secrets.token_urlsafe(15) if generate else _asked_password()
    made = services.create_user(email, password, name=name, role=role, language=language)
    db.session.commit()
    click.echo(f"{made.email} is now {made.role}.")
    if generate:
        click.echo(f"Password: {password}")


@user.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@with_app
def role(email: str, role: str) -> None:
    """Give EMAIL another ROLE; it counts from the next request on."""
    found = _found(email)
    services.set_role(found, role)
    db.session.commit()
    click.echo(f"{found.email} is now {found.role}.")


@user.command()
@click.argument("email")
@with_app
def deactivate(email: str) -> None:
    """Close the account of EMAIL; every sign-in ends at once."""
    found = _found(email)
    services.deactivate(found, reason="command line")
    db.session.commit()
    click.echo(f"{found.email} is closed.")


def _asked_password() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _found(email: str) -> User:
    found = queries.by_email(services.canonical(email))
    if found is None:
        raise PinError("account.unknown", email=email)
    return found
