"""`pin mail`: the outbox for operators."""

from __future__ import annotations

from pathlib import Path

import click

from pin_app.command import with_app
from pin_app.db import db
from pin_app.mail import notices
from pin_app.mail.services import hearing

TOLD = {
    hearing.BOUNCED: "came back",
    hearing.DELIVERED: "arrived",
    hearing.KNOWN: "told nothing new",
    hearing.FOREIGN: "are about mails that PIN does not know",
    hearing.UNREAD: "are no delivery reports",
}


@click.group()
def mail() -> None:
    """Read what became of mails."""


@mail.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@with_app
def bounces(path: Path) -> None:
    """Read delivery reports from PATH: an .eml file, an mbox, a maildir, or a folder of .eml files.

    Reading the same reports again changes nothing.
    """
    found = hearing.hear(list(notices.read_all(path)))  # read whole before the store is locked for writing
    db.session.commit()
    for outcome, words in TOLD.items():
        if found[outcome]:
            click.echo(f"{found[outcome]} {words}.")
    if not found:
        click.echo("There is nothing to read.")
