"""`pin events attendees`: the list of an event as a file; and `pin events import` beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.attendees import (
    bringing_cli,
    words,  # noqa: F401 -- so that refusals have their sentences
)
from pin_app.attendees.presets import PRESETS
from pin_app.attendees.services import Order, Taken, take
from pin_app.attendees.telling import telling
from pin_app.attendees.wanted import Wanted
from pin_app.command import progress, refuse, with_app
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import queries
from pin_app.i18n import LANGUAGES

FORMS = ("xlsx", "csv-excel", "csv", "pdf")
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def events() -> None:
    """Take lists of events away, and bring some in."""


events.add_command(bringing_cli.import_)


@events.command()
@click.argument("event")
@click.option(
    "--preset",
    type=click.Choice(list(PRESETS)),
    default="organiser",
    show_default=True,
    help="Which kind of list.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="Which kind of file, xlsx by default; a signature sheet is a pdf, and no other list is.",
)
@click.option("--out", type=OUT, required=True, help="Where to write it; a file that is there is replaced.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default="en",
    show_default=True,
    help="Of headings and words.",
)
@click.option("--column", "columns", multiple=True, help="A column by its name, such as surname; repeatable.")
@click.option(
    "--purpose",
    default=None,
    help="What the list is for; organisers can read it. Without it they read that this command took it.",
)
@with_app
def attendees(
    event: str,
    preset: str,
    form: str | None,
    out: Path,
    language: str,
    columns: tuple[str, ...],
    purpose: str | None,
) -> None:
    """Write the list of attendees of EVENT (the last part of its address) to a file, and note it."""
    kind = form or PRESETS[preset].forms[0]
    beside = out.with_name(f".{out.name}.new")
    try:
        with force_locale(language):
            said = purpose if purpose is not None else _("Taken away by the command pin events attendees")
            taken = _take(event, Order(preset, kind, said, Wanted(), columns), beside)
        beside.replace(out)
        db.session.commit()
    except PinError as refusal:
        refuse(str(refusal))
    except OSError as error:
        refuse(f"{out}: {error.strerror}.")
    finally:
        beside.unlink(missing_ok=True)
    click.echo(f"{taken.rows} people written to {out}.")


def _take(public_id: str, order: Order, file: Path) -> Taken:
    found = queries.by_public_id(public_id)
    if found is None:
        raise PinError("attendees.no_event", event=public_id)
    with file.open("w+b") as target:
        file.chmod(0o600)  # names and telephones are for its owner alone
        return take(found, order, target, None, _watch, telling(order.purpose, None))


def _watch(rows: Iterable[Sequence[str]], total: int) -> Iterable[Sequence[str]]:
    return progress(rows, "people", total=total)
