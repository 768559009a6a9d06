"""Check 3 in rooms of events: what somebody wrote to come is read by them and by who runs the event alone.

One member and one guest meet at an event. Each of their fields holds a text that stands nowhere else; every
page is read as four people, and each text must be found by exactly those who may read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pin_app.attendees.models import AttendeeExport, AttendeeFilter
from pin_app.checkin.attendance import number_of
from pin_app.db import db
from pin_app.events.models import EventOrganiser
from pin_app.mail.models import OutgoingMail
from pin_app.meetings.models import Meeting
from pin_app.meetings.services.editing import add
from pin_app.registrations.models import Registration
from pin_app.registrations.services.mailing import tell_state
from tests.factories import events
from tests.factories.meetings import Fair
from tests.factories.people import person
from tests.factories.trainings import check_in
from tests.inspector import Inspector
from tests.trust.cast import Cast
from tests.trust.walker import forget_tries

ROOMS = ("events", "registrations", "checkin", "meetings", "attendees")
ROLES = (
    "anonymous",
    "other",
    "organiser",
    "owner",
    "helper",
)  # the helper runs it, but may take no list home
RUN = {"helper"}
FIELDS = ("surname", "organisation", "email", "city", "role", "note", "answer", "diet")
SEEN_WHEN_MET = ("surname", "organisation", "city")


@dataclass
class Scene:
    """An event with meetings, a member and a guest who meet there, and who runs it."""

    cast: Cast
    fair: Fair
    member: Registration
    guest: Registration
    meeting: Meeting | None = None


@pytest.fixture
def scene(app: Flask) -> Scene:
    cast = Cast.of(app)
    cast.people["runner"] = person("runner@example.org", role="organiser")
    cast.people["helper"] = person("helper@example.org", role="organiser")
    fair = Fair(by=cast.people["runner"], sensitive=True)
    helper = EventOrganiser(event_id=fair.event.id, user_id=cast.people["helper"].id, may_export=False)
    db.session.add(helper)
    asked = events.question(fair.event), events.question(fair.event, label="Diet", sensitive=True)
    member, guest = (
        fair.comes(
            f"{who}organisation", surname=f"{who}surname", given_name="X", email=f"{who}email@example.org",
            city=f"{who}city", role=f"{who}role", note=f"{who}note", phone=f"+3934711122{number}{number}",
            answers={asked[0].public_id: f"{who}answer", asked[1].public_id: f"{who}diet"}, user_id=user,
        )
        for number, who, user in ((3, "member", cast.people["owner"].id), (4, "guest", None))
    )  # fmt: skip
    made = Scene(cast, fair, member, guest)
    _fill(made)
    return made


def _fill(scene: Scene) -> None:
    """What is kept beside: a meeting, that both were there, mails, a filter and the log of lists."""
    fair, event = scene.fair, scene.fair.event
    run = fair.run()
    scene.meeting = add(run, fair.by, (scene.member, scene.guest), fair.slots[0], fair.tables[0])
    fair.publish(run)
    for one in (scene.member, scene.guest):
        tell_state(one)
        check_in(one)
    said = {"q": "searchedwords"}
    db.session.add(AttendeeFilter(event_id=event.id, name="filtername", arguments=said))
    db.session.add(AttendeeExport(
        event_id=event.id, way="page", preset="organiser", form="csv", language="en", rows=2, arguments=said,
        purpose="writtenpurpose",
    ))  # fmt: skip
    db.session.commit()


def expected() -> dict[str, set[str]]:
    """Who finds which text."""
    found = {f"member{field}": {"owner"} | RUN for field in FIELDS} | {"membernote": RUN}
    found |= {f"guest{field}": RUN | ({"owner"} if field in SEEN_WHEN_MET else set()) for field in FIELDS}
    found |= {"47 111 2233": {"owner"} | RUN, "47 111 2244": RUN}
    return found | dict.fromkeys(("searchedwords", "filtername", "writtenpurpose"), RUN)


def addresses(scene: Scene) -> Iterator[str]:
    """Every page of these rooms, with everything that there is of this event."""
    event, meeting = scene.fair.event.public_id, scene.meeting.public_id if scene.meeting else ""
    for rule in scene.cast.app.url_map.iter_rules():
        if _is_page(rule):
            for one in (scene.member, scene.guest):
                given = {
                    "public_id": event if "/events/" in rule.rule else one.public_id, "number": 1,
                    "registration_id": one.public_id, "meeting_id": meeting, "token": "x",
                    "item_id": "x", "question_id": "x", "kind": "text", "secret": "x",
                } | ({"number": number_of(one)} if rule.endpoint.startswith("checkin.") else {})  # fmt: skip
                named = {name: given.get(name, "x") for name in rule.arguments}
                yield str(scene.cast.app.url_map.bind("").build(rule.endpoint, named))
    yield f"/events/{event}/attendees?preset=donor"
    yield f"/events/{event}/check-in?q=surname"


def _is_page(rule: Rule) -> bool:
    room, readable = rule.endpoint.split(".")[0], "GET" in (rule.methods or ())
    return room in ROOMS and readable and not rule.rule.endswith((".pdf", ".js"))


def seen(scene: Scene, roles: tuple[str, ...] = ROLES, only: str = "") -> dict[str, set[str]]:
    """Which roles have found which text."""
    found: dict[str, set[str]] = defaultdict(set)
    wanted = [address for address in dict.fromkeys(addresses(scene)) if only in address]
    for role in roles:
        browser = scene.cast.enter(role)
        forget_tries()
        for text in (content(browser, address) for address in wanted):
            for mark in expected():
                if mark in text:
                    found[mark].add(role)
    return found


def content(browser: Inspector, address: str) -> str:
    """Head and body of an answer, without what keeps digits together."""
    with browser.send("GET", address) as answer:
        text = f"{answer.headers} {answer.get_data().decode('utf-8', 'replace')}"
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("+393471112233", "47 111 2233")


def test_what_people_wrote_is_read_by_them_and_by_who_runs_the_event(scene: Scene) -> None:
    assert len(set(addresses(scene))) > 75
    assert seen(scene) == expected()


def test_no_mail_tells_one_person_how_another_is_reached(scene: Scene) -> None:
    mails = [(mail.to_address, mail.body) for mail in db.session.query(OutgoingMail)]
    assert {to for to, _body in mails} == {"memberemail@example.org", "guestemail@example.org"}
    for to, body in mails:
        other = "guest" if to.startswith("member") else "member"
        private = [f"{other}{field}" for field in FIELDS if field not in SEEN_WHEN_MET]
        assert [mark for mark in (*private, scene.member.link_secret, "471112") if mark in body] == []


def test_the_check_sees_a_right_too_wide(scene: Scene) -> None:
    user = scene.cast.people["organiser"]
    db.session.add(EventOrganiser(event_id=scene.fair.event.id, user_id=user.id))
    db.session.commit()
    assert seen(scene, ("organiser",), "/attendees")["guestsurname"] == {"organiser"}
