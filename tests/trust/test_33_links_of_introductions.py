"""Check 33: a link of an introduction decides once, for its purpose, and nothing once the state moved on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from pin_app.db import db
from pin_app.introductions import actors, services
from pin_app.introductions.models import Introduction, IntroductionStep
from pin_app.introductions.services import answering, links
from tests.factories.introductions import introduction
from tests.inspector import Inspector

Use = Callable[[Introduction], object]
GONE: dict[str, Use] = {
    "withdrawn by the other side": lambda made: services.withdraw(made, actors.by_link("first"), "no_time"),
    "answered on the page": lambda made: services.answer(made, "yes", actors.by_link("second")),
    "refused on the page": lambda made: services.answer(made, "no", actors.by_link("second")),
    "the network was left": lambda made: services.leave(made.second) if made.second else None,
}


def steps() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(IntroductionStep)) or 0


def press(client: Inspector, path: str, answer: str) -> int:
    client.get("/sign-in")
    return client.send(
        "POST", path, data={"csrf_token": client.page.csrf_token, "answer": answer}
    ).status_code


def test_a_used_link_decides_nothing_more(client: Inspector) -> None:
    path = links.path_to_answer(introduction("second_asked"), "second")
    assert press(client, path, "yes") == 302
    counted = steps()
    assert [press(client, path, answer) for answer in ("yes", "no", "yes")] == [302] * 3
    assert steps() == counted


@pytest.mark.parametrize("way", GONE)
def test_a_link_decides_nothing_once_the_state_has_moved_on(client: Inspector, way: str) -> None:
    made = introduction("second_asked")
    path = links.path_to_answer(made, "second")
    GONE[way](made)
    db.session.commit()
    counted = steps()
    assert {press(client, path, answer) for answer in ("yes", "no")} <= {302, 410}
    assert steps() == counted


def test_no_link_works_for_another_purpose_side_or_introduction(client: Inspector) -> None:
    made, other = introduction("second_asked"), introduction("second_asked")
    tokens = [links.path_to_answer(other, "second"), links.path_afterwards(made, "second")]
    counted = steps()
    assert press(client, "/i/" + tokens[1].split("/")[-1], "yes") == 410
    for deed in ("met", "withdraw", "report"):
        client.get("/sign-in")
        data = {"csrf_token": client.page.csrf_token, "withdraw-reason": "other", "report-reason": "other"}
        answer = client.send("POST", f"/i/after/{tokens[0].split('/')[-1]}/{deed}", data=data)
        assert answer.status_code == 410
    assert press(client, links.path_to_answer(made, "first"), "no") == 302  # has said yes before
    assert steps() == counted


def test_the_check_sees_a_link_that_works_again(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    made = introduction("second_asked")
    path = links.path_to_answer(made, "second")
    services.withdraw(made, actors.by_link("first"), "no_time")
    db.session.commit()
    counted = steps()
    monkeypatch.setattr(answering, "allow", lambda *_given: None)
    press(client, path, "no")
    assert steps() > counted
