"""Writing profiles out in the columns of the import."""

from __future__ import annotations

from collections.abc import Iterator

from pin_app.audit.services import record
from pin_app.exchange import queries
from pin_app.exchange.cells import written
from pin_app.exchange.columns import COLUMNS

CHUNK = 500


def export_rows() -> Iterator[list[str]]:
    """Yield the header and one row a profile, in the order in which they came."""
    yield list(COLUMNS)
    for whole in queries.sent_wholes(CHUNK):
        values = queries.values_of(whole)
        yield [written(values[column]) for column in COLUMNS]


def template_rows() -> Iterator[list[str]]:
    """Yield the header alone, for somebody to fill in."""
    yield list(COLUMNS)


def note_export(kind: str) -> int:
    """Note in the trail that all profiles are written out as this kind of file; returns how many."""
    count = queries.count_sent()
    record("profiles.exported", kind=kind, rows=count)
    return count
