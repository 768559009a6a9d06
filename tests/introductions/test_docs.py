"""What is written about introductions is what the table and the limits say."""

from __future__ import annotations

from pathlib import Path

from pin_app.introductions import limits
from pin_app.introductions.states import TRANSITIONS


def test_the_written_table_is_the_table(repository: Path) -> None:
    text = (repository / "docs/introductions.md").read_text(encoding="utf-8")
    written = [line for line in text.splitlines() if line.startswith("| `")]
    assert written == [
        f"| `{row.event}` | {', '.join(row.before) or '(none)'} | {row.after or '(stays)'} "
        f"| {', '.join(row.who)} | {', '.join(row.channels)} |"
        for row in TRANSITIONS.values()
    ]


def test_the_written_limits_are_the_limits(repository: Path) -> None:
    text = (repository / "docs/introductions.md").read_text(encoding="utf-8")
    for words in (
        f"within {limits.ANSWER_WITHIN.days} days, one reminder after {limits.REMIND_AFTER.days}",
        f"after the first yes | within {limits.ROOM_WITHIN.days} days",
        f"not again within {limits.PAUSE_OF_PAIR.days} days",
        f"in {limits.MONTH.days} days, {limits.CAPACITY} where it says nothing",
        f"{limits.OPEN_REQUESTS_MOST} that staff have not decided on, {limits.REQUESTS_A_WEEK} a week",
        f"{limits.LINK_LASTS.days} days at most",
    ):
        assert words in text
