"""What is written about registrations is what holds."""

from __future__ import annotations

from pathlib import Path

from pin_app.events.models import Event
from pin_app.registrations import limits
from pin_app.registrations.models import HOLDING, STATES
from pin_app.registrations.routes import guests


def test_the_written_states_are_the_states(repository: Path) -> None:
    text = (repository / "docs/registrations.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    written = {row[0].strip("| `"): row[1] == "yes" for row in rows}
    assert written == {state: state in HOLDING for state in STATES}


def test_the_written_times_are_the_times(repository: Path) -> None:
    text = (repository / "docs/registrations.md").read_text(encoding="utf-8")
    network, address = (rule.split()[0] for _name, rule in (guests.PLACE, guests.ADDRESS))
    hours = Event.__table__.columns["offer_hours"].default.arg  # type: ignore[union-attr]
    for words in (
        f"the event's hours, {hours} unless",
        "at most one an hour" if limits.TOLD_AGAIN_AFTER.total_seconds() == 3600 else "-",
        f"{round(limits.GUESTS_KEPT.days / 30.44)} months after the end",
        f"for {limits.LINK_LASTS.days // 365} years",
        f"{network} forms an hour from one network and {address} a day",
    ):
        assert words in text
