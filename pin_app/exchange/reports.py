"""What became of each row: counts, lines for a table, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pin_app.exchange.rows import Remark, Row

HEADER = ["row", "external_id", "name", "outcome", "column", "kind", "remark"]
OUTCOMES = ("created", "updated", "unchanged", "refused")
MOST_SHOWN = 20
MOST_FAULTS = 20_000


@dataclass(slots=True)
class Report:
    """What became of each row; nothing is stored while a row is refused or the run is dry.

    `cut_at` is the row before which the check stopped because of too many faults; 0 for a whole check.
    """

    rows: list[Row] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    stored: bool = False
    cut_at: int = 0

    def count(self, outcome: str) -> int:
        """How many rows ended in this outcome: created, updated, unchanged or refused."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def created(self) -> int:
        """How many profiles are new."""
        return self.count("created")

    @property
    def changes_something(self) -> bool:
        """Whether a profile is, or would be, new or another."""
        return bool(self.created or self.count("updated"))

    @property
    def refused(self) -> int:
        """How many rows have a fault."""
        return sum(bool(row.faults) for row in self.rows)

    @property
    def doubtful(self) -> int:
        """How many rows have a doubt and no fault."""
        return sum(bool(row.doubts and not row.faults) for row in self.rows)

    @property
    def derived_regions(self) -> int:
        """How many new profiles get their region from their city."""
        return self._new_with("region")

    @property
    def new_listed(self) -> int:
        """How many new profiles stand in the public directory."""
        return self._new_with("consent_directory")

    @property
    def new_matchable(self) -> int:
        """How many new profiles are matched."""
        return self._new_with("consent_matching")

    def _new_with(self, derived: str) -> int:
        return sum(bool(row.outcome == "created" and row.derived.get(derived)) for row in self.rows)

    @property
    def is_faultless(self) -> bool:
        """Whether every row was looked at and can be taken in."""
        return not self.cut_at and not self.refused


def lines(rows: Iterable[Any]) -> Iterator[list[str]]:
    """Yield a header, then one line a row (fresh or kept), or one a remark where there are some."""
    yield HEADER
    for row in rows:
        start = [str(row.number), row.external_id, row.name, row.outcome]
        if not row.faults and not row.doubts:
            yield [*start, "", "", ""]
        for kind, remarks in (("fault", row.faults), ("doubt", row.doubts)):
            for remark in remarks:
                yield [*start, remark.column, kind, str(remark)]


def summary(report: Report, *, dry_run: bool) -> Iterator[str]:
    """Yield what happened in a few lines of English, with the first faults and doubts."""
    verb = "would be " if dry_run or not report.is_faultless else ""
    counts = [f"{report.count(outcome)} {verb}{outcome}" for outcome in OUTCOMES[:3]]
    counts += [f"{report.refused} refused", f"{report.doubtful} to look at"]
    yield f"{len(report.rows)} rows: {', '.join(counts)}."
    if report.cut_at:
        yield f"The check stopped before row {report.cut_at}, because there were too many faults."
    if report.created:
        yield f"Of the new, {report.new_matchable} are matched and {report.new_listed} are in the directory."
    if report.derived_regions:
        yield f"Regions filled in from the city: {report.derived_regions}."
    if report.unknown_columns:
        yield f"Columns that PIN does not know, left out: {', '.join(report.unknown_columns)}."
    yield from _first("Refused", [(row, row.faults) for row in report.rows if row.faults])
    yield from _first("To look at", [(row, row.doubts) for row in report.rows if row.doubts])


def _first(title: str, found: list[tuple[Row, list[Remark]]]) -> Iterator[str]:
    if found:
        yield f"{title}:"
    for row, remarks in found[:MOST_SHOWN]:
        for remark in remarks:
            yield f"  row {row.number}, {remark.column or 'whole row'}: {remark}"
    if len(found) > MOST_SHOWN:
        yield f"  and {len(found) - MOST_SHOWN} more rows; --report FILE has them all."
