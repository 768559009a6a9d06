"""The sheet to sign: room for every signature on the page, whatever stands beside it."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from flask import Flask

from pin_app.events.showing import days_of
from tests.attendees.lists import taken
from tests.factories import events

POINTS_A_CENTIMETRE = 72 / 2.54


def lefts(page: pypdfium2.PdfPage, word: str) -> list[float]:
    """Where a word begins, as often as it stands on a page, in points from the left."""
    text, found = page.get_textpage(), []
    hits = text.search(word, match_case=True)
    while hit := hits.get_next():
        found.append(text.get_charbox(hit[0])[0])
    return found


def widest(page: pypdfium2.PdfPage, sign: str) -> float:
    """Where a sign ends that stands farthest to the right, in points from the left."""
    text = page.get_textpage()
    ends = [text.get_charbox(at)[2] for at in range(text.count_chars()) if text.get_text_range(at, 1) == sign]
    return max(ends, default=0.0)


@pytest.mark.parametrize("days", [1, 2, 4])
@pytest.mark.parametrize("firm", ["ACME", "x" * 199, "Very long words " * 12])
def test_each_day_has_a_field_on_the_page(app: Flask, days: int, firm: str) -> None:
    event = events.event()
    event.ends_at = event.starts_at + timedelta(days=days - 1, hours=5)
    events.registration(event, organisation=firm, surname="محمد علی", given_name="Bhatti")
    (page,) = list(pypdfium2.PdfDocument(taken(event, form="pdf", preset="signature")[1]))
    fields = lefts(page, "Signature,")
    assert len(fields) == len(days_of(event)) == days
    assert widest(page, "x") < fields[0]
    ends = [*fields[1:], page.get_width() - 2 * POINTS_A_CENTIMETRE]
    assert min(end - begin for begin, end in zip(fields, ends, strict=True)) > 2.5 * POINTS_A_CENTIMETRE
