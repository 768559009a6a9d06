"""`pin profiles import` and `pin profiles export`."""

from __future__ import annotations

from pathlib import Path

import click

from pin_app import jobs
from pin_app.command import progress, refuse, with_app
from pin_app.db import db
from pin_app.exchange import reports, services
from pin_app.exchange.reading import Table, read
from pin_app.exports import csv_for_excel, csv_for_machines, write_xlsx
from pin_app.matches.tasks import rematch_all


@click.group()
def profiles() -> None:
    """Take profiles in from a table, and write them out."""


@profiles.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check every row and say what would happen; store nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what became of each row, as CSV."
)
@with_app
def import_(file: Path, dry_run: bool, report: Path | None) -> None:
    """Take in profiles from FILE (CSV or XLSX): all of them, or none when a row is refused."""
    table = read(file.read_bytes())
    click.echo(how(table))
    outcome = services.import_table(table, dry_run=dry_run)
    if outcome.stored:
        db.session.commit()
        jobs.enqueue(rematch_all, priority=jobs.BULK)
    if report:
        report.write_text("".join(csv_for_excel(reports.lines(outcome))), encoding="utf-8", newline="")
    for line in reports.summary(outcome, dry_run=dry_run):
        click.echo(line)
    if outcome.refused:
        refuse(f"{outcome.refused} rows are refused, so nothing was stored.")


@profiles.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--for", "reader", type=click.Choice(["excel", "machines"]), default="excel", show_default=True,
              help="For a CSV: safe and right in Excel, or unaltered for programs.")  # fmt: skip
@with_app
def export(file: Path, reader: str) -> None:
    """Write all profiles to FILE in the columns of the import; .xlsx makes a workbook, anything else CSV."""
    rows = progress(services.export_rows(), "profiles")
    if file.suffix.casefold() == ".xlsx":
        count = write_xlsx(file, rows)
    else:
        lines = csv_for_excel(rows) if reader == "excel" else csv_for_machines(rows)
        with file.open("w", encoding="utf-8", newline="") as target:
            count = sum(1 for line in lines if target.write(line) and line != "\ufeff")
    db.session.rollback()
    click.echo(f"{count - 1} profiles written to {file}.")


def how(table: Table) -> str:
    """How a file was read, for the person to check."""
    details = [f"encoding {table.encoding}", f"separator {table.separator!r}"] if table.form == "CSV" else []
    return f"Read as {', '.join([table.form, *details])}: {len(table.lines)} rows."
