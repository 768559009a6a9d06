"""Check 52 for the links of events: each opens its own door, no other one, and no other person's."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pytest
from flask import Flask

from pin_app.checkin.attendance import number_of, path_of
from pin_app.db import db
from pin_app.events.services.calendars import open_feed
from pin_app.registrations.services import links
from pin_app.trainings import services
from tests.factories import events, trainings
from tests.factories.people import person
from tests.inspector import Inspector
from tests.trust.walker import forget_tries

DOORS = {
    "registration": "/r/{}",
    "meetings": "/r/{}/meetings",
    "certificate": "/certificates/{number}/{}",
    "training": "/trainings/certificates/{training}/paper/{}",
    "take": "/evaluations/take/{}",
    "sheet": "/evaluations/{}",
    "calendar": "/calendar/{}.ics",
}


@pytest.fixture
def scene(app: Flask) -> tuple[dict[str, str], dict[str, str]]:
    """The token of each link of one person, and the numbers that stand beside tokens."""
    by = person(role="organiser")
    made = trainings.series(by)
    there = events.registration(trainings.date_of(made, by, weeks=-8, sensitive=True))
    trainings.check_in(there)
    certificate, evaluation = trainings.certificate(made, there), services.open_evaluation(made, None, by)
    tokens = {
        "registration": links.token_of(there),
        "certificate": path_of(there).rsplit("/", 1)[1],
        "training": certificate.link_secret,
        "take": services.path_to_take(evaluation, there.public_id).rsplit("/", 1)[1],
        "sheet": services.hand_out(evaluation, there),
        "calendar": open_feed(by).token,
        "ticket": there.ticket,
    }
    db.session.commit()
    return tokens, {"number": number_of(there), "training": certificate.number}


def opened(
    app: Flask, tokens: dict[str, str], numbers: dict[str, str], doors: Collection[str] = DOORS
) -> set[tuple[str, str]]:
    """Which token opens which door."""
    visitor, found = Inspector(app), set()
    forget_tries()
    for door, path in ((door, DOORS[door]) for door in doors):
        for name, token in tokens.items():
            with visitor.send("GET", path.format(token, **numbers)) as answer:
                assert answer.status_code in (200, 404, 410)
                found |= {(name, door)} if answer.status_code == 200 else set()
    return found


def bent(token: str) -> Iterator[str]:
    """The token with one sign changed, here and there; the spare bits of a last sign do not count."""
    for place in range(0, len(token) - 1, max(1, len(token) // 4)):
        if token[place] not in ".":
            yield token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]


def test_each_link_opens_its_own_door_alone(app: Flask, scene: tuple[dict[str, str], dict[str, str]]) -> None:
    tokens, numbers = scene
    assert opened(app, tokens, numbers) == {(door, door) for door in DOORS if door != "meetings"}
    assert min(len(token) for token in tokens.values()) >= 43  # 256 bits, or a signature over what it names


def test_a_bent_link_opens_nothing(app: Flask, scene: tuple[dict[str, str], dict[str, str]]) -> None:
    tokens, numbers = scene
    for name in tokens.keys() & DOORS.keys():
        for odd in bent(tokens[name]):
            assert opened(app, {name: odd}, numbers, [name]) == set()
