"""Whatever somebody sends is read or refused in words: nothing else comes out of the reader."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pin_app.errors import PinError
from pin_app.exchange import rows
from pin_app.exchange.columns import CELLS
from pin_app.exchange.reading import read
from tests.exchange.tables import book, csv_of, row, xlsx_of

WHOLE = (
    csv_of(row(name="Società"), encoding="cp1252"),
    csv_of(row(name="گجرات"), separator=";", encoding="utf-16"),
    xlsx_of(row(name="گجرات")),
    book("<row><c t='s'><v>0</v></c></row>", "<si><t>x</t></si>"),
)
SMALL = settings(max_examples=120, deadline=None)


def read_or_refuse(content: bytes) -> None:
    with contextlib.suppress(PinError):
        read(content)


@SMALL
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    read_or_refuse(content)


@SMALL
@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4))))
def test_a_good_file_with_some_bytes_changed(content: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(content)
    for place, piece in changes:
        start = place % len(changed)
        changed[start : start + len(piece)] = piece
    read_or_refuse(bytes(changed))


@SMALL
@given(st.text(max_size=200))
def test_any_xml_inside_a_sheet(inside: str) -> None:
    read_or_refuse(book(inside.encode("utf-8", "replace").decode()))


@SMALL
@given(st.dictionaries(st.sampled_from(sorted(CELLS)), st.text(st.characters(), max_size=40)))
def test_any_text_in_any_cell(cells: dict[str, Any]) -> None:
    found = rows.check(2, cells)
    assert found.faults or set(cells) <= set(found.values)
