"""The `pin` command: thin doors to services; each commits in plain sight."""

from __future__ import annotations

import sys

import click

from pin_app.errors import PinError
from pin_app.settings import SettingsError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pin-network")
def cli() -> None:
    """PIN, the Pakistan-Italy Network."""


def main() -> None:
    """Run the command line; a refusal goes to standard error and ends with status 1."""
    try:
        cli.main(prog_name="pin", standalone_mode=True)
    except (PinError, SettingsError) as refusal:
        click.echo(f"pin: {refusal}", err=True)
        sys.exit(1)
