"""`pin profiles import` and `pin profiles export`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click

from pin_app.command import progress, refuse, with_app
from pin_app.db import db, reading
from pin_app.errors import PinError
from pin_app.exchange import reports, services
from pin_app.exchange.reading import Table, read
from pin_app.exchange.tasks import ask_for_matches
from pin_app.exports import csv_for_excel, csv_for_machines, write_xlsx

IN = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def profiles() -> None:
    """Take profiles in from a table, and write them out."""


@profiles.command("import")
@click.argument("file", type=IN)
@click.option("--dry-run", is_flag=True, help="Check every row and say what would happen; store nothing.")
@click.option("--report", type=OUT, help="Write what became of each row, as CSV for Excel.")
@with_app
def import_(file: Path, dry_run: bool, report: Path | None) -> None:
    """Take in profiles from FILE (CSV or XLSX): all of them, or none when a row is refused."""
    with _refusals():
        outcome = _take_in(read(file.read_bytes()), dry_run)
        if report:
            _write(report, csv_for_excel(reports.lines(outcome.rows)))
    for line in reports.summary(outcome, dry_run=dry_run):
        click.echo(line)
    if not outcome.is_faultless:
        refuse(f"Nothing was stored. Rows refused: {outcome.refused}.")


@profiles.command("export")
@click.argument("file", type=OUT)
@click.option("--for", "reader", type=click.Choice(["excel", "machines"]), default="excel", show_default=True,
              help="For a CSV: safe and right in Excel, or unaltered for programs.")  # fmt: skip
@with_app
def export(file: Path, reader: str) -> None:
    """Write all profiles that were sent to staff to FILE, which ends in .xlsx or .csv."""
    kind = file.suffix.casefold()
    if kind not in (".xlsx", ".csv"):
        raise click.BadArgumentUsage("FILE must end in .xlsx or .csv.")
    count = services.note_export("xlsx" if kind == ".xlsx" else f"csv for {reader}")
    db.session.commit()
    with reading(), _refusals():
        _write_profiles(file, kind, reader, count)
        db.session.rollback()
    click.echo(f"{count} profiles written to {file}.")


def how(table: Table) -> str:
    """How a file was read, for the person to check."""
    details = [f"encoding {table.encoding}", f"separator {table.separator!r}"] if table.form == "CSV" else []
    seen = f" For example: {', '.join(table.samples)}" if table.samples else ""
    return f"Read as {', '.join([table.form, *details])}: {len(table.lines)} rows.{seen}"


def _take_in(table: Table, dry_run: bool) -> reports.Report:
    click.echo(how(table))

    def watch(lines: Iterable[Any]) -> Iterable[Any]:
        return progress(lines, "rows", total=len(table.lines))

    with reading() if dry_run else nullcontext():
        outcome = services.import_table(table, dry_run=dry_run, watch=watch)
    if outcome.stored:
        db.session.commit()
    db.session.rollback()
    ask_for_matches(outcome)
    return outcome


def _write_profiles(file: Path, kind: str, reader: str, count: int) -> None:
    rows = progress(services.export_rows(), "profiles", total=count + 1)
    if kind == ".xlsx":
        write_xlsx(file, rows)
    else:
        _write(file, csv_for_excel(rows) if reader == "excel" else csv_for_machines(rows))


def _write(file: Path, lines: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        target.writelines(lines)


@contextmanager
def _refusals() -> Iterator[None]:
    """Say in words what cannot be read or written, and end with status 1."""
    try:
        yield
    except PinError as refusal:
        refuse(str(refusal))
    except OSError as error:
        refuse(f"{error.filename or 'The file'}: {error.strerror}.")
