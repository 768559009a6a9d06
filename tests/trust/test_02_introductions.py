"""Check 2: an introduction, its deeds and its links answer those whose it is, and nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.access import is_signed_in
from pin_app.db import db
from pin_app.introductions import policies
from pin_app.introductions.models import Introduction
from tests.factories.introductions import introduction, side, sides, suggest
from tests.factories.people import person, signed_in
from tests.inspector import Inspector

DEEDS = {
    "answer": {"answer": "yes"},
    "met": {},
    "withdraw": {"withdraw-reason": "no_time"},
    "report": {"report-reason": "money"},
}


def standing(made: Introduction) -> tuple[str, int]:
    db.session.rollback()
    found = db.session.get_one(Introduction, made.id)
    return found.state, found.version


def strangers(client: Inspector, made: Introduction) -> list[int]:
    """What somebody with an introduction of their own is answered under the address of another's."""
    own = introduction("introduced")
    assert own.first is not None and own.first.owner is not None
    signed_in(client, own.first.owner).get(f"/introductions/{own.public_id}")
    token = {"csrf_token": client.page.csrf_token}
    address = f"/introductions/{made.public_id}"
    answers = [client.send("POST", f"{address}/{deed}", data=token | data) for deed, data in DEEDS.items()]
    return [client.send("GET", address).status_code, *(answer.status_code for answer in answers)]


@pytest.mark.parametrize("state", ["first_asked", "second_asked", "introduced", "met"])
def test_a_stranger_finds_no_such_introduction(client: Inspector, state: str) -> None:
    made = introduction(state)
    before = standing(made)
    assert strangers(client, made) == [404] * 5
    assert standing(made) == before


def test_a_request_is_made_only_for_an_own_profile(client: Inspector) -> None:
    mine, partner = sides()
    suggest(mine, partner)
    url = f"/introductions/new?profile={mine.public_id}&partner={partner.public_id}&purpose=business"
    signed_in(client, side().owner or person()).get("/introductions")
    token = {"csrf_token": client.page.csrf_token}
    assert client.send("GET", url).status_code == 404
    assert client.send("POST", url, data=token).status_code == 404
    assert db.session.query(Introduction).count() == 0


def test_the_check_sees_a_page_that_asks_nobody(
    app: Flask, client: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "may_act_for", lambda user, profile: is_signed_in(user))
    assert strangers(client, introduction("introduced"))[0] == 200
