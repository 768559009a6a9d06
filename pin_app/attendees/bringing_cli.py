"""`pin events import`: a list of attendees from a file, with the columns that are suggested."""

from __future__ import annotations

from pathlib import Path

import click

from pin_app.attendees.incoming import showing, words
from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.queries import imports
from pin_app.attendees.services import bringing
from pin_app.command import refuse, with_app
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import queries

IN = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
MOST_SHOWN = 20


@click.command("import")
@click.argument("event")
@click.argument("file", type=IN)
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; store nothing.")
@click.option("--add-places", is_flag=True, help="Add as many places as the list needs.")
@click.option("--leave-refused", is_flag=True, help="Store the others and leave the refused rows out.")
@click.option("--mail", is_flag=True, help="Write to each new person that they are registered.")
@with_app
def import_(event: str, file: Path, dry_run: bool, add_places: bool, leave_refused: bool, mail: bool) -> None:
    """Bring the people of FILE (XLSX or CSV) into EVENT (the last part of its address), all or nobody.

    What is in which column is recognised and told; no consents are taken. Organisers see the list among
    those of the event, and can take it back.
    """
    try:
        found = _checked(event, file)
        _tell(found)
        if dry_run:
            db.session.rollback()
            return
        bringing.ask_to_store(
            found, found.version, None, mail=mail, add_places=add_places, leave_refused=leave_refused
        )
        bringing.store(found)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        refuse(str(refusal))
    except OSError as error:
        refuse(f"{error.filename or file}: {error.strerror}.")
    click.echo("Stored.")


def _checked(public_id: str, file: Path) -> AttendeeImport:
    event = queries.by_public_id(public_id)
    if event is None:
        raise PinError("attendees.no_event", event=public_id)
    found = bringing.start(event, file.read_bytes(), file.name, None)
    targets = tuple(found.targets)
    bringing.put_columns(found, bringing.Choice(targets, str(found.options["country"])))
    bringing.check(found)
    return found


def _tell(found: AttendeeImport) -> None:
    questions = queries.questions_of(found.event)
    labels = {key: label for group in showing.targets_of(found.event, questions).values()
              for key, label in group.items()}  # fmt: skip
    for place, (head, target) in enumerate(zip(found.facts["heads"], found.targets, strict=False), start=1):
        click.echo(f"  column {place} {head!r}: {labels.get(target, 'left out')}")
    told = [f"{label}: {found.counts[one]}" for one, label in words.OUTCOMES.items() if found.counts[one]]
    click.echo(f"{found.counts['rows']} rows. {', '.join(told)}.")
    for row in imports.rows_of(found, "remarks", 1).items[:MOST_SHOWN]:
        for note in showing.notes_of(row):
            click.echo(f"  row {row.number}, {note.column}: {note}")
