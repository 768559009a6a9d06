"""What became of each row, as lines for a table and as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from pin_app.exchange.services import Report

HEADER = ["row", "external_id", "outcome", "column", "reason"]
MOST_SHOWN = 20


def lines(report: Report) -> Iterator[list[str]]:
    """Yield a header, then one line a row, or one a fault where a row has several."""
    yield HEADER
    for row in report.rows:
        start = [str(row.number), row.external_id]
        outcome = row.outcome if not row.faults else "refused"
        if not row.faults:
            yield [*start, outcome, "", ""]
        for fault in row.faults:
            yield [*start, outcome, fault.column, str(fault.refusal)]


def summary(report: Report, *, dry_run: bool) -> Iterator[str]:
    """Yield what happened in a few lines, with the first faults."""
    verb = "would be " if dry_run else ""
    counts = [f"{report.count(outcome)} {verb}{outcome}" for outcome in ("created", "updated", "unchanged")]
    yield f"{len(report.rows)} rows: {', '.join(counts)}, {report.refused} refused."
    if report.unknown_columns:
        yield f"Columns that PIN does not know, left out: {', '.join(report.unknown_columns)}."
    faulty = [row for row in report.rows if row.faults]
    for row in faulty[:MOST_SHOWN]:
        for fault in row.faults:
            yield f"  row {row.number}, {fault.column}: {fault.refusal}"
    if len(faulty) > MOST_SHOWN:
        yield f"  and {len(faulty) - MOST_SHOWN} more rows; --report FILE has them all."
