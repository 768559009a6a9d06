"""Uploads that were checked and wait for a yes: in the data folder, for one hour, for one person."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app

from pin_app.exchange.reading import Table
from pin_app.exchange.reports import OUTCOMES, Report
from pin_app.exchange.rows import Remark, Row
from pin_app.security import new_secret
from pin_app.spreadsheets.remarks import Note

KEPT_SECONDS = 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a kept report."""

    number: int
    external_id: str
    name: str
    outcome: str
    faults: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Upload:
    """A checked upload: whose it is, how it was read, what became or would become of its rows."""

    token: str
    user_id: int
    at: float
    form: str
    encoding: str
    separator: str
    samples: list[str]
    unknown_columns: list[str]
    counts: dict[str, int]
    cut_at: int
    stored: bool
    lines: list[Line]

    @property
    def is_faultless(self) -> bool:
        """Whether it can be taken in."""
        return not self.cut_at and not self.counts["refused"]

    @property
    def would_change(self) -> int:
        """How many profiles taking it in would make or change."""
        return self.counts["created"] + self.counts["updated"]


def keep(content: bytes, table: Table, report: Report, user_id: int) -> str:
    """Keep an upload with its report; returns the unguessable name under which its owner finds it."""
    sweep()
    token = new_secret()
    _folder().mkdir(mode=0o700, exist_ok=True)
    _write(_path(token, "table"), content)
    _note(_upload(token, table, report, user_id))
    return token


def find(token: str, user_id: int) -> Upload | None:
    """Return a person's own upload of the last hour."""
    path = _path(token, "json")
    if not _TOKEN.fullmatch(token) or not path.is_file():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept["user_id"] != user_id or kept["at"] + KEPT_SECONDS < time.time():
        return None
    return Upload(**kept | {"lines": [_line(line) for line in kept["lines"]]})


def content_of(upload: Upload) -> bytes | None:
    """The very bytes that were checked; None when they were taken in or thrown away."""
    path = _path(upload.token, "table")
    return path.read_bytes() if path.is_file() else None


def settle(upload: Upload, table: Table, report: Report) -> None:
    """Keep what came of taking an upload in; what is stored needs its file no longer."""
    _note(_upload(upload.token, table, report, upload.user_id, upload.at))
    if report.stored:
        _path(upload.token, "table").unlink(missing_ok=True)


def throw_away(upload: Upload) -> None:
    """Delete an upload and its report."""
    for ending in ("table", "json"):
        _path(upload.token, ending).unlink(missing_ok=True)


def sweep(present: float | None = None) -> int:
    """Delete what is older than an hour; returns how many files."""
    oldest = (present or time.time()) - KEPT_SECONDS
    old = [path for path in _folder().glob("*") if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _upload(token: str, table: Table, report: Report, user_id: int, at: float = 0) -> Upload:
    return Upload(
        token=token,
        user_id=user_id,
        at=at or time.time(),
        form=table.form,
        encoding=table.encoding,
        separator=table.separator,
        samples=table.samples,
        unknown_columns=report.unknown_columns,
        counts={name: report.count(name) for name in OUTCOMES}
        | {
            "rows": len(report.rows),
            "doubtful": report.doubtful,
            "derived_regions": report.derived_regions,
            "new_listed": report.new_listed,
            "new_matchable": report.new_matchable,
        },
        cut_at=report.cut_at,
        stored=report.stored,
        lines=[_kept_row(row) for row in report.rows],
    )


def _kept_row(row: Row) -> Line:
    faults, doubts = _remarks(row.faults), _remarks(row.doubts)
    return Line(row.number, row.external_id, row.name, row.outcome, faults, doubts)


def _remarks(remarks: list[Remark]) -> list[Note]:
    return [Note(remark.column, remark.told.code, remark.told.facts) for remark in remarks]


def _line(kept: dict[str, Any]) -> Line:
    notes = {side: [Note(**note) for note in kept[side]] for side in ("faults", "doubts")}
    return Line(**kept | notes)


def _note(upload: Upload) -> None:
    _write(_path(upload.token, "json"), json.dumps(asdict(upload)).encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for this user of the machine only."""
    beside = path.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    beside.replace(path)


def _path(token: str, ending: str) -> Path:
    return _folder() / f"{token}.{ending}"


def _folder() -> Path:
    found: Path = current_app.extensions["pin.settings"].data_dir / "uploads"
    return found
