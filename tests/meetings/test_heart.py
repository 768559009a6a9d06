"""A timetable in the making is known to be alive, is given up when it is not, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import sleep

import pytest

from pin_app.db import db, now
from pin_app.jobs import enqueue
from pin_app.meetings import heart, tasks
from pin_app.meetings.facts import Facts, Found
from pin_app.meetings.models import MeetingRun
from pin_app.meetings.services import making
from tests.factories.meetings import Fair
from tests.factories.people import signed_in
from tests.inspector import Inspector

Work = Callable[[], int]


def left_at(fair: Fair, stage: str, ago: timedelta) -> MeetingRun:
    """A timetable whose job was last heard of some time ago."""
    run = making.ask(fair.event, fair.by)
    run.stage, run.seen_at = stage, now() - ago
    db.session.commit()
    return run


@pytest.mark.parametrize(
    ("stage", "ago", "becomes"),
    [
        ("solving", timedelta(minutes=2), "failed"),
        ("scoring", timedelta(minutes=2), "failed"),
        ("solving", timedelta(seconds=30), "solving"),
        ("waiting", timedelta(minutes=5), "waiting"),
        ("waiting", timedelta(minutes=20), "failed"),
    ],
)
def test_what_is_silent_too_long_is_given_up(fair: Fair, stage: str, ago: timedelta, becomes: str) -> None:
    fair.many(2)
    run = left_at(fair, stage, ago)
    tasks.watch()
    assert (run.stage, run.error) == (becomes, "stalled" if becomes == "failed" else "")


def test_a_new_one_need_not_wait_for_a_job_that_was_killed(fair: Fair, work: Work) -> None:
    fair.many(2)
    killed = left_at(fair, "solving", timedelta(minutes=2))
    fresh = making.ask(fair.event, fair.by)
    db.session.commit()
    enqueue(tasks.make, fresh.id)
    work()
    db.session.expire_all()
    assert (killed.stage, fresh.stage, fresh.number) == ("failed", "done", 2)


def test_an_organiser_stops_it_and_the_job_ends(
    client: Inspector, fair: Fair, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair.many(2)
    signed_in(client, fair.by)
    run = making.ask(fair.event, fair.by)
    db.session.commit()
    address = f"/events/{fair.event.public_id}/meetings/runs/1"
    asked: list[bool] = []

    def stopped_meanwhile(
        _facts: Facts, _most: float, tell: tasks._Teller, is_over: Callable[[], bool]
    ) -> Found:
        db.session.rollback()
        client.post(f"{address}/stop")
        for _ in range(3_000):
            if is_over():
                break
            sleep(0.01)
        asked.append(is_over())
        tell(7)  # a late word brings nothing back
        return Found((), 0.0, 0.0, 0.1)

    monkeypatch.setattr(heart, "BEAT", 0.01)
    monkeypatch.setattr(tasks.adapter, "make", stopped_meanwhile)
    enqueue(tasks.make, run.id)
    client.get(address)
    assert "Stop making it" in client.words
    work()
    db.session.refresh(run)
    assert (asked, run.stage, run.error, run.done) == ([True], "failed", "stopped", 0)
    client.get(address)
    assert "It was stopped by an organiser." in client.words
