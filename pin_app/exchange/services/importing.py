"""Taking in a table: every line is checked, and all are stored or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pin_app.audit.services import record
from pin_app.directory.services import refresh_many
from pin_app.errors import PinError
from pin_app.exchange import queries, rows
from pin_app.exchange.columns import COLUMNS
from pin_app.exchange.likeness import note_look_alikes
from pin_app.exchange.reading import Table
from pin_app.exchange.reports import MOST_FAULTS, Report
from pin_app.exchange.rows import Row
from pin_app.exchange.services.storing import hold_imports, take_in

CHUNK = 500
Watch = Callable[[Iterable[Any]], Iterable[Any]]


def import_table(table: Table, *, dry_run: bool = False, watch: Watch = iter) -> Report:
    """Check every line and, when none is refused, store them; a dry run stores nothing.

    `watch` passes the lines on, so that a command can show how far it is.
    """
    report = check_table(table, watch=watch)
    return store(report, dry_run=dry_run, form=table.form, rows=len(table.lines), digest=table.digest)


def check_table(table: Table, watch: Watch = iter) -> Report:
    """Check every line by itself, without asking the store; raises PinError for a header that cannot work."""
    report = Report(unknown_columns=rows.unknown_columns(table.header))
    faults = 0
    for number, line in watch(_lines(table)):
        if faults > MOST_FAULTS:
            report.cut_at = number
            break
        row = rows.check(number, _cells(table.header, line))
        if len(line) > len(table.header):
            row.refuse("", PinError("exchange.extra_cells"))
        faults += len(row.faults)
        report.rows.append(row)
    rows.refuse_doubles(report.rows)
    return report


def import_rows(lines: Iterable[Mapping[str, str]], *, demo: bool = False) -> Report:
    """Take in rows that a program made; raises the first fault, as there is nobody to read a report."""
    report = Report([rows.check(number, line) for number, line in enumerate(lines, start=1)])
    rows.refuse_doubles(report.rows)
    for row in report.rows:
        for fault in row.faults:
            raise fault.told
    return store(report, demo=demo)


def store(report: Report, *, dry_run: bool = False, demo: bool = False, **how: Any) -> Report:
    """Create and update what the rows say; leaves the store alone for a dry run or a refused row."""
    writes = report.is_faultless and not dry_run
    if writes:
        hold_imports()
    known = [] if demo else list(queries.names())
    changed: list[int] = []
    for chunk in _chunks([row for row in report.rows if not row.faults]):
        changed += take_in(chunk, writes=writes, demo=demo)
    if not demo:
        note_look_alikes(report.rows, known)
    report.stored = writes
    if changed:
        refresh_many(changed)
        record("profiles.imported", created=report.created, updated=report.count("updated"), **how)
    return report


def _lines(table: Table) -> Iterator[tuple[int, list[str]]]:
    missing = rows.missing_columns(table.header)
    if missing:
        raise PinError("exchange.missing_columns", columns=", ".join(missing))
    for name in COLUMNS:
        if table.header.count(name) > 1:
            raise PinError("exchange.same_column_twice", column=name)
    for number, line in enumerate(table.lines, start=table.first):
        if any(cell.strip() for cell in line):
            yield number, line


def _cells(header: list[str], line: list[str]) -> dict[str, str]:
    padded = line + [""] * (len(header) - len(line))
    return {name: cell for name, cell in zip(header, padded, strict=False) if name in COLUMNS}


def _chunks(found: list[Row]) -> Iterator[list[Row]]:
    return (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))
