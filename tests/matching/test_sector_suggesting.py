"""Sectors suggested from statements: the judged phrases of the benchmark, and odd texts."""

from __future__ import annotations

import pytest

from benchmarks.sector_phrases import hits, phrases
from matching.sectors import suggest


def test_four_of_five_phrases_have_their_sector_first_and_nine_of_ten_among_five() -> None:
    first, five = hits(phrases())
    assert len(phrases()) >= 60 and first >= 0.8 and five >= 0.9


@pytest.mark.parametrize("writing", ["en", "it", "ur", "ur-Latn"])
def test_no_writing_is_left_behind(writing: str) -> None:
    assert hits([one for one in phrases() if one.writing == writing])[1] >= 0.85


@pytest.mark.parametrize(
    "odd", ["", " ", "\x00", "\ud800", "😀" * 500, "a" * 100_000, "0.1e400", "-1", ",;|"]
)
def test_odd_texts_have_few_sectors_or_none(odd: str) -> None:
    assert len(suggest(odd)) <= 5


def test_never_more_than_asked_for() -> None:
    assert len(suggest("rice, towels, shoes, software and taxis", 3)) == 3
