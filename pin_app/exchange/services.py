"""Taking checked rows in, all or nothing, and writing profiles out in the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pin_app.audit.services import record
from pin_app.db import db, now
from pin_app.directory.services import refresh_many
from pin_app.errors import PinError
from pin_app.exchange import queries, rows
from pin_app.exchange.columns import COLUMNS, written
from pin_app.exchange.queries import Whole
from pin_app.exchange.reading import Table
from pin_app.exchange.rows import Row
from pin_app.profiles.models import InvestmentTerms, Profile, Statement

CHUNK = 500
# A person's data needs a word from the person; what a firm or body says of itself is not personal data.
BODIES = ("pakistani_firm", "italian_firm", "association", "institution")
DIRECT = (
    "kind", "name", "legal_name", "contact_name", "email", "phone", "preferred_language", "country", "region",
    "city", "home_district", "sectors", "about", "website", "languages", "employees", "founded", "women_led",
)  # fmt: skip
DIRECTIONS = (("offers", "offer"), ("needs", "need"))


@dataclass(slots=True)
class Report:
    """What became of each row; nothing is stored while a row is refused or the run is dry."""

    rows: list[Row] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    stored: bool = False

    def count(self, outcome: str) -> int:
        """How many rows ended in this outcome: created, updated, unchanged or refused."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def created(self) -> int:
        """How many profiles are new."""
        return self.count("created")

    @property
    def refused(self) -> int:
        """How many rows have a fault."""
        return self.count("refused")


def cells_of(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line that is not empty with its number; raises PinError for a header that cannot work."""
    missing = rows.missing_columns(table.header)
    if missing:
        raise PinError("exchange.missing_columns", columns=", ".join(missing))
    for name in COLUMNS:
        if table.header.count(name) > 1:
            raise PinError("exchange.same_column_twice", column=name)
    for number, line in enumerate(table.lines, start=2):
        if any(cell.strip() for cell in line):
            padded = line + [""] * (len(table.header) - len(line))
            yield number, dict(zip(table.header, padded, strict=False)) | _surplus(table, line)


def import_table(table: Table, *, dry_run: bool = False) -> Report:
    """Check every line and, when none is refused, store them; a dry run stores nothing."""
    report = Report(
        [rows.check(number, cells) for number, cells in cells_of(table)], rows.unknown_columns(table.header)
    )
    return store(report, dry_run=dry_run)


def import_rows(lines: Iterable[Mapping[str, str]], *, demo: bool = False) -> Report:
    """Take in rows that a program made; raises the first fault, as there is nobody to read a report."""
    report = Report([rows.check(number, line) for number, line in enumerate(lines, start=1)])
    for row in report.rows:
        for fault in row.faults:
            raise fault.refusal
    return store(report, demo=demo)


def store(report: Report, *, dry_run: bool = False, demo: bool = False) -> Report:
    """Create and update what the rows say; leaves the store alone for a dry run or a refused row."""
    rows.refuse_doubles(report.rows)
    good = [row for row in report.rows if not row.faults]
    all_good = len(good) == len(report.rows)
    changed: list[int] = []
    for start in range(0, len(good), CHUNK):
        changed += _take_in(good[start : start + CHUNK], writes=all_good and not dry_run, demo=demo)
    report.stored = all_good and not dry_run
    if report.stored and changed:
        refresh_many(changed)
        record("profiles.imported", created=report.created, updated=report.count("updated"))
    return report


def export_rows() -> Iterator[list[str]]:
    """Yield the header and one row a profile, in the order in which they came."""
    yield list(COLUMNS)
    for whole in queries.all_wholes(CHUNK):
        values = queries.values_of(whole)
        yield [written(values[column]) for column in COLUMNS]


def _surplus(table: Table, line: list[str]) -> dict[str, str]:
    return {"external_id": ""} if any(cell.strip() for cell in line[len(table.header) :]) else {}


def _take_in(chunk: list[Row], *, writes: bool, demo: bool) -> list[int]:
    known = queries.wholes_by_external_id([row.external_id for row in chunk])
    touched: list[Profile] = []
    for row in chunk:
        whole = known.get(row.external_id)
        row.outcome = _outcome(row, whole)
        if writes and row.outcome != "unchanged":
            target = whole or Whole(_new_profile(demo), [], None)
            _apply(row.values, target)
            touched.append(target.profile)
    db.session.flush()
    return [profile.id for profile in touched]


def _outcome(row: Row, whole: Whole | None) -> str:
    if whole is None:
        return "created"
    present = queries.values_of(whole)
    same = all(written(present[column]) == written(value) for column, value in _said(row.values, whole))
    return "unchanged" if same else "updated"


def _said(values: dict[str, Any], whole: Whole) -> Iterator[tuple[str, Any]]:
    """What a row says, with the same defaults that storing it would use."""
    for column, value in values.items():
        if column in ("consent_directory", "consent_matching"):
            yield column, _consent(column, value, values["kind"])
        elif column == "preferred_language":
            yield column, value or whole.profile.preferred_language
        elif column != "invest_instruments" or queries.has_terms(values):
            yield column, value


def _new_profile(demo: bool) -> Profile:
    moment = now()
    return Profile(state="published", submitted_at=moment, published_at=moment, demo=demo)


def _apply(values: dict[str, Any], whole: Whole) -> None:
    profile = whole.profile
    profile.external_id = values["external_id"]
    for column in DIRECT:
        if column in values and (values[column] or column != "preferred_language"):
            setattr(profile, column, values[column])
    if profile.id is None or "consent_directory" in values:
        profile.listed = _consent("consent_directory", values.get("consent_directory"), profile.kind)
    if profile.id is None or "consent_matching" in values:
        profile.matchable = _consent("consent_matching", values.get("consent_matching"), profile.kind)
    db.session.add(profile)
    for column, direction in DIRECTIONS:
        if column in values:
            _set_texts(whole, direction, values[column])
    _set_terms(whole, values)


def _consent(column: str, said: bool | None, kind: str) -> bool:
    """Silence means no for the directory; for matching no for persons, yes for firms and bodies."""
    if said is None:
        return column == "consent_matching" and kind in BODIES
    return said


def _set_texts(whole: Whole, direction: str, texts: list[str]) -> None:
    standing = {s.text: s for s in whole.statements if s.direction == direction}
    for text, statement in standing.items():
        if text not in texts:
            db.session.delete(statement)
    for position, text in enumerate(texts):
        statement = standing.get(text) or Statement(
            profile=whole.profile, direction=direction, text=text, sectors=[]
        )
        statement.position = position
        db.session.add(statement)


def _set_terms(whole: Whole, values: dict[str, Any]) -> None:
    if not any(column in values for column in rows.TERMS):
        return
    if not queries.has_terms(values):
        if whole.terms is not None:
            db.session.delete(whole.terms)
        return
    terms = whole.terms or InvestmentTerms(profile=whole.profile, sectors=[], districts=[])
    seeks = values.get("seeks_eur")
    invests = seeks is None and (values["kind"] == "investor" or _invests(values))
    terms.direction = "invest" if invests else "seek"
    terms.min_eur = values.get("invest_min_eur")
    terms.max_eur = seeks if seeks is not None else values.get("invest_max_eur")
    terms.instruments = values.get("invest_instruments") or []
    terms.purpose = values.get("use_of_funds") or ""
    terms.jobs_expected = values.get("jobs_expected")
    db.session.add(terms)


def _invests(values: dict[str, Any]) -> bool:
    return values.get("invest_min_eur") is not None or values.get("invest_max_eur") is not None
