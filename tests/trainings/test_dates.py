"""Dates of a series: repeated week by week, published together."""

from __future__ import annotations

import itertools

import pytest

from pin_app.db import db
from pin_app.events.showing import local
from pin_app.mail.models import OutgoingMail
from pin_app.trainings import queries
from pin_app.trainings.models import TrainingSeries
from tests.factories.events import item
from tests.factories.people import person, signed_in
from tests.factories.trainings import run
from tests.inspector import Inspector


def states(made: TrainingSeries) -> list[str]:
    db.session.rollback()
    return [event.state for event in queries.dates_of([made])[made.id]]


def test_a_date_is_repeated_at_the_same_hour_and_published(client: Inspector) -> None:
    by, made = run(dates=1)
    first = queries.dates_of([made])[made.id][0]
    item(first, check_in=True)
    signed_in(client, by)
    at = f"/trainings/{made.public_id}/manage/dates"
    client.get(f"/trainings/{made.public_id}/manage")
    client.follow(client.post(f"{at}/repeat", {"event": first.public_id, "times": "20"}))
    assert states(made) == ["published", *["draft"] * 20]
    found = queries.dates_of([made])[made.id]
    assert len({local(event, event.starts_at).time() for event in found}) == 1  # also when clocks change
    assert {(b.starts_at.date() - a.starts_at.date()).days for a, b in itertools.pairwise(found)} == {7}
    client.follow(client.post(f"{at}/publish"))
    assert states(made) == ["published"] * 21
    assert len(queries.counted_sessions(made)) == 21
    assert db.session.query(OutgoingMail).count() == 0


@pytest.mark.parametrize("times", ["0", "21", "-1", "", "x", "9" * 40, "٣"])
def test_odd_numbers_of_weeks_are_refused(client: Inspector, times: str) -> None:
    by, made = run(dates=1)
    first = queries.dates_of([made])[made.id][0]
    signed_in(client, by)
    at = f"/trainings/{made.public_id}/manage/dates/repeat"
    client.get(f"/trainings/{made.public_id}/manage")
    client.post(at, {"event": first.public_id, "times": times}, status=409)
    assert states(made) == ["published"]


def test_only_dates_of_the_series_are_repeated(client: Inspector) -> None:
    by, made = run(dates=1)
    _, foreign = run(dates=1)
    other = queries.dates_of([foreign])[foreign.id][0]
    signed_in(client, by)
    at = f"/trainings/{made.public_id}/manage/dates/repeat"
    client.get(f"/trainings/{made.public_id}/manage")
    client.post(at, {"event": other.public_id, "times": "1"}, status=404)
    signed_in(client, person(role="staff"))
    client.get("/help")
    client.post(at, {"event": other.public_id, "times": "1"}, status=409)
    assert states(made) == ["published"]
