"""What the commands of all rooms share: an application, progress, and refusals in plain words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar

import click
from tqdm import tqdm

Row = TypeVar("Row")
Command = Callable[..., Any]


def with_app(command: Command) -> Command:
    """Run a command inside an application on the environment's settings, built only when it is called."""

    @wraps(command)
    def inside(*args: Any, **kwargs: Any) -> Any:
        from pin_app import create_app  # noqa: PLC0415 -- `pin --help` should not build the house

        app = click.get_current_context().obj or create_app()
        with app.app_context():
            return command(*args, **kwargs)

    return inside


def progress(rows: Iterable[Row], label: str, total: int | None = None) -> Iterator[Row]:
    """Pass rows on with a bar on a terminal and a plain line every tenth part otherwise."""
    if sys.stderr.isatty():
        yield from tqdm(rows, desc=label, total=total)
        return
    told = 0
    for count, row in enumerate(rows, start=1):
        yield row
        if total and count * 10 // total > told:
            told = count * 10 // total
            click.echo(f"{label}: {count} of {total}", err=True)


def refuse(reason: str) -> None:
    """End the command with status 1 and a reason on standard error."""
    click.echo(f"pin: {reason}", err=True)
    sys.exit(1)
