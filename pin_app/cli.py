"""The `pin` command: thin doors to services; each commits in plain sight."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from pin_app.errors import PinError
from pin_app.settings import SettingsError

UNDEFINED_TABLE = "42P01"  # of PostgreSQL
# Where each command stands; a room is imported only when its command is asked for.
COMMANDS = {
    "run": "pin_app.commands:run",
    "worker": "pin_app.commands:worker",
    "db": "pin_app.commands:db",
    "demo": "pin_app.demo.cli:demo",
    "user": "pin_app.accounts.cli:user",
    "profiles": "pin_app.exchange.cli:profiles",
    "match": "pin_app.matches.cli:match",
    "events": "pin_app.attendees.cli:events",
    "mail": "pin_app.mail.cli:mail",
    "doctor": "pin_app.admin.cli:doctor",
    "stats": "pin_app.admin.cli:stats",
}


class LazyGroup(click.Group):
    """A group that imports a command when it is needed."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Names in the order of the table above."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import one command; None for an unknown name."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        found: Any = getattr(importlib.import_module(module), attribute)
        return found  # type: ignore[no-any-return]


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pin-network")
def cli() -> None:
    """PIN, the Pakistan-Italy Network."""


def main() -> None:
    """Run the command line; a refusal goes to standard error and ends with status 1."""
    try:
        cli.main(prog_name="pin")
    except (PinError, SettingsError) as refusal:
        _end(str(refusal))
    except (OperationalError, ProgrammingError) as error:
        if not is_of_the_store(error):
            raise
        _end(f"The database cannot be used: {str(error.orig).splitlines()[0]}. Try `pin doctor`.")


def is_of_the_store(error: DBAPIError) -> bool:
    """Whether the store is away or has no tables yet, which PostgreSQL takes for a fault of ours."""
    return isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", "") == UNDEFINED_TABLE


def _end(reason: str) -> None:
    click.echo(f"pin: {reason}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
