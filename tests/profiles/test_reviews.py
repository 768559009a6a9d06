"""What waits for staff: order, filters, what comes next, and how long it took."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.profiles import queries, reviews, services
from pin_app.profiles.models import Profile, Review
from pin_app.profiles.reviews import Wanted
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.store import asked


def waiting(name: str, hours: int, kind: str = "italian_firm", **values: object) -> Profile:
    made = profile(kind, "submitted", name=name, offers=["Telai"], owner=person(), **values)  # type: ignore[arg-type]
    made.submitted_at = now() - timedelta(hours=hours)
    db.session.commit()
    return made


def changed(name: str, hours: int) -> Profile:
    owner = person()
    made = profile("italian_firm", owner=owner, name=name, offers=["Telai"])
    services.add_statement(made, owner, "need", "Filo")
    pending = queries.pending_of(made)
    assert pending is not None
    pending.submitted_at = now() - timedelta(hours=hours)
    db.session.commit()
    return made


def names(wanted: Wanted | None = None) -> list[str]:
    return [one.profile.name for one in reviews.waiting(wanted).items]


def test_new_and_changed_profiles_stand_in_one_line(app: Flask) -> None:
    waiting("second", 5)
    changed("first", 9)
    waiting("third", 1)
    profile("italian_firm", name="published")
    assert names() == ["first", "second", "third"]
    assert names(Wanted(order="newest")) == ["third", "second", "first"]
    assert [(one.added, one.changes is not None) for one in reviews.waiting().items] == [
        (1, True),
        (0, False),
        (0, False),
    ]
    assert reviews.count() == 3


def test_the_line_is_narrowed(app: Flask) -> None:
    waiting("firm", 5, preferred_language="it")
    waiting("investor", 4, "investor", country="PK")
    changed("changed", 3)
    assert names(Wanted(what="new")) == ["firm", "investor"]
    assert names(Wanted(what="changed")) == ["changed"]
    assert names(Wanted(kind="investor")) == ["investor"]
    assert names(Wanted(country="PK")) == ["investor"]
    assert names(Wanted(language="it")) == ["firm"]
    assert names(Wanted(language="it", what="changed")) == []


def test_the_next_one_stands_behind_and_after_the_last_comes_the_first(app: Flask) -> None:
    first, second, third = waiting("a", 9), changed("b", 5), waiting("c", 1)
    order = [reviews.next_after(one, Wanted()) for one in (first, second, third)]
    assert order == [second, third, first]
    assert reviews.next_after(third, Wanted(order="newest")) == second
    assert reviews.next_after(first, Wanted(what="new")) == third
    assert reviews.next_after(second, Wanted(what="changed")) is None


def test_changes_that_went_back_are_not_in_the_line(app: Flask, staff: User) -> None:
    services.request_changes(changed("a", 2), staff, ["unclear"])
    assert names() == []


def test_the_time_to_a_decision_is_measured(app: Flask, staff: User) -> None:
    made = profile("italian_firm")
    for days_ago, hours in [(1, 1), (2, 2), (3, 3), (4, 40), (50, 100), (200, 9999)]:
        decided = now() - timedelta(days=days_ago)
        db.session.add(
            Review(
                profile_id=made.id,
                decision="published",
                submitted_at=decided - timedelta(hours=hours),
                decided_at=decided,
            )
        )
    db.session.add(Review(profile_id=made.id, decision="published", submitted_at=None))
    db.session.commit()
    month, quarter = reviews.times()
    assert month == (30, 4, timedelta(hours=2), timedelta(hours=40))
    assert quarter == (90, 5, timedelta(hours=3), timedelta(hours=100))
    assert reviews.times([0])[0] == (0, 0, None, None)


def test_the_queue_asks_as_often_for_forty_as_for_two(app: Flask) -> None:
    def look() -> None:
        for one in reviews.waiting().items:
            assert one.profile.owner is not None
        reviews.times()

    waiting("a", 2)
    changed("b", 1)
    look()
    few = asked(look)
    for number in range(19):
        waiting(f"w{number}", 3)
        changed(f"c{number}", 4)
    assert asked(look) == few
    assert reviews.waiting().total == 40
