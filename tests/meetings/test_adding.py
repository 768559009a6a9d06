"""Two are let meet by hand: found by words among hundreds, at a time at which both are free."""

from __future__ import annotations

import pytest

from pin_app.db import db
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.queries import runs
from pin_app.meetings.services import editing, wishing
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.inspector import Inspector
from tests.store import asked


@pytest.fixture
def run(fair: Fair, client: Inspector) -> MeetingRun:
    """A draft, looked at by its organiser."""
    signed_in(client, fair.by)
    return fair.run()


def at(fair: Fair, **chosen: str) -> str:
    given = "&".join(f"{name}={value}" for name, value in chosen.items())
    return f"/events/{fair.event.public_id}/meetings/runs/1/add?{given}"


def test_one_side_then_the_other_then_when(client: Inspector, fair: Fair, run: MeetingRun) -> None:
    people = fair.many(23)
    one, other = people[3], people[21]
    client.get(at(fair))
    assert "Who is one side?" in client.words
    assert ("Firm 19" in client.words, "Firm 20" in client.words) == (True, False)
    assert f"first={other.public_id}" in client.get(at(fair, q="firm+21")).text
    assert ("Firm 21" in client.words, "Firm 19" in client.words) == (True, False)
    shown = client.get(at(fair, first=one.public_id)).text
    assert "Whom do they meet?" in client.words
    assert (f"second={people[4].public_id}" in shown, f"second={one.public_id}" in shown) == (True, False)
    client.get(at(fair, first=one.public_id, second=other.public_id))
    given = {"first": one.public_id, "second": other.public_id, "slot": str(fair.slots[1].id), "table": "0"}
    client.post(at(fair), given)
    (made,) = runs.meetings_of(run)
    assert (made.first_id, made.second_id, made.slot_id) == (one.id, other.id, fair.slots[1].id)
    assert made.table_id == fair.tables[0].id


def test_only_free_times_and_tables_are_offered(client: Inspector, fair: Fair, run: MeetingRun) -> None:
    one, other, third, *two = fair.many(7)
    wishing.take_part(other, True, away=[fair.slots[1].id])
    for sides, table in (((one, third), 0), (two[:2], 1)):
        editing.add(run, fair.by, tuple(sides), fair.slots[0], fair.tables[table])
    db.session.commit()
    shown = client.get(at(fair, first=one.public_id, second=other.public_id)).text
    options = shown.partition('name="slot"')[2].partition("</select>")[0]
    slots = [f'value="{slot.id}"' in options for slot in fair.slots]
    assert slots == [False, False, True, True]
    given = {"first": two[2].public_id, "second": two[3].public_id, "slot": str(fair.slots[0].id)}
    client.post(at(fair), given | {"table": "0"}, 422)
    assert "All tables are taken then." in client.words


def test_who_must_not_meet_is_told_at_once(client: Inspector, fair: Fair, run: MeetingRun) -> None:
    one, other = fair.many(2)
    wishing.wish(other, one, "no")
    client.get(at(fair, first=one.public_id, second=other.public_id))
    assert "One of the two said “no, thank you” to the other." in client.words
    assert "Let them meet" not in client.words


def test_others_are_nobody_here(client: Inspector, fair: Fair, run: MeetingRun) -> None:
    stranger = Fair().comes("Elsewhere")
    fair.many(2)
    for odd in (stranger.public_id, "%00", "x" * 5_000, "-1"):
        client.get(at(fair, first=odd))
        assert "Who is one side?" in client.words
        client.post(at(fair), {"first": odd[:99], "second": odd[:99], "slot": "1", "table": "0"}, 422)
    assert runs.meetings_of(run) == []


def test_twenty_cost_as_many_queries_as_two(client: Inspector, fair: Fair, run: MeetingRun) -> None:
    fair.many(2)
    few = asked(lambda: client.get(at(fair)))
    fair.many(18)
    assert asked(lambda: client.get(at(fair))) == few
