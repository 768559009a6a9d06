"""Check 25 and fault F13 in the rooms of events: a row that the store refuses leaves nothing of an act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pin_app.accounts.routes import limits
from pin_app.attendees.services.bringing import storing
from pin_app.audit.services import check_chain
from pin_app.db import Base, db
from tests.inspector import Inspector
from tests.trust.deeds import Deed, of_room, scene, standing
from tests.trust.refusing import failing

ROOMS = [
    "checkin", "meetings", "attendees",
    *(pytest.param(room, marks=pytest.mark.thorough) for room in ("events", "registrations", "trainings")),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVEN_SECONDS", 0.0)


def problems(client: Inspector, deed: Deed) -> Iterator[str]:
    """What is left when the last row that an act adds to each table is refused, and whether it works then."""
    made, before, models = scene(client, deed), standing(), _models()
    for table, count in deed.rows.items():
        if count < 1:
            continue
        with failing(models[table], count):
            made.send()
        after = standing()
        if changed := [name for name in before if before[name] != after[name]]:
            yield f"{deed.name} without {table}: {changed}"
    if (status := made.send()) != deed.status:
        yield f"{deed.name} afterwards: {status}"


def _models() -> dict[str, type]:
    return {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]


@pytest.mark.parametrize("room", ROOMS)
def test_a_refused_row_leaves_nothing_and_the_next_try_works(client: Inspector, room: str) -> None:
    assert [one for deed in of_room(room) for one in problems(client, deed)] == []
    assert check_chain().is_whole


def test_the_check_sees_half_a_list(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    apply = storing._apply

    def in_two_parts(found: Any, *given: Any) -> None:
        found.event.city = "Elsewhere"
        db.session.commit()
        apply(found, *given)

    monkeypatch.setattr(storing, "_apply", in_two_parts)
    store = next(deed for deed in of_room("attendees") if deed.name == "store")
    assert "events" in next(problems(client, store))
