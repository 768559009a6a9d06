"""Check 27: open requests, requests a week and questions a month have their limits; one more is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from pin_app.db import db, now
from pin_app.introductions import limits, services
from pin_app.introductions.models import Introduction
from pin_app.profiles.models import Profile
from tests.factories.introductions import introduction, side, suggest
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def ask(client: Inspector, mine: Profile) -> int:
    """Ask for an introduction to one more partner over HTTP; returns the status."""
    partner = side("italian_firm")
    suggest(mine, partner)
    url = f"/introductions/new?profile={mine.public_id}&partner={partner.public_id}&purpose=business"
    signed_in(client, mine.owner or person()).get(url)
    return client.send("POST", url, data={"csrf_token": client.page.csrf_token}).status_code


def requests() -> list[Introduction]:
    db.session.rollback()
    return db.session.query(Introduction).order_by(Introduction.id).all()


def test_open_requests(client: Inspector) -> None:
    mine = side()
    assert [ask(client, mine) for _ in range(limits.OPEN_REQUESTS_MOST)] == [302] * limits.OPEN_REQUESTS_MOST
    assert ask(client, mine) == 409
    assert len(requests()) == limits.OPEN_REQUESTS_MOST


def test_requests_a_week(client: Inspector) -> None:
    mine, staff = side(), person(role="staff")
    for _ in range(limits.REQUESTS_A_WEEK):
        assert ask(client, mine) == 302
        services.reject(requests()[-1], staff, "weak")
        db.session.commit()
    assert ask(client, mine) == 409
    requests()[0].created_at = now() - limits.WEEK - timedelta(minutes=1)
    db.session.commit()
    assert ask(client, mine) == 302


@pytest.mark.parametrize("capacity", [0, 1, 3])
def test_questions_a_month(app: Flask, capacity: int) -> None:
    mine, staff = side(capacity=capacity), person(role="staff")
    for _ in range(capacity):
        introduction("first_asked", mine)
    made = introduction("approved", mine)
    with pytest.raises(Exception, match="no room"):
        services.ask_first(made, staff)
    db.session.rollback()
    assert sum(one.first_asked_at is not None for one in requests()) == capacity


def test_the_check_sees_one_too_many(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OPEN_REQUESTS_MOST", limits.OPEN_REQUESTS_MOST + 1)
    mine = side()
    assert [ask(client, mine) for _ in range(limits.OPEN_REQUESTS_MOST)][-1] == 302
