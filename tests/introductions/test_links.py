"""Links of mails: they open a page, a button decides, each for one purpose, and worthless once it is over."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import func, select

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.introductions import actors, services
from pin_app.introductions.models import Introduction, IntroductionStep
from pin_app.introductions.services import links
from pin_app.mail.models import OutgoingMail
from tests.factories.introductions import introduction, side
from tests.factories.people import person
from tests.inspector import Inspector


def mailed(to: str, template: str) -> str:
    """The path of the link in the newest mail of a kind to an address."""
    asked = (OutgoingMail.to_address == to, OutgoingMail.template == template)
    body = db.session.scalars(
        select(OutgoingMail.body).where(*asked).order_by(OutgoingMail.id.desc())
    ).first()
    assert body is not None
    return urlsplit(next(word for word in body.split() if word.startswith("http://pin.test/i/"))).path


def address(made: Introduction, which: str) -> str:
    profile = made.first if which == "first" else made.second
    assert profile is not None and profile.owner is not None
    return profile.owner.typed_email


def steps() -> int:
    return db.session.scalar(select(func.count()).select_from(IntroductionStep)) or 0


def state_of(made: Introduction) -> str:
    db.session.rollback()
    return db.session.get_one(Introduction, made.id).state


def test_opening_decides_nothing_and_one_button_does(client: Inspector) -> None:
    made = introduction("first_asked")
    path = mailed(address(made, "first"), "introduction_asked")
    for _ in range(3):
        client.send("GET", path)
        client.send("HEAD", path)
    assert state_of(made) == "first_asked"
    client.get(path)
    shown = client.post(path, {"answer": "yes"})
    client.follow(shown)
    assert "Thank you for your answer" in client.words
    assert state_of(made) == "second_asked"


def test_a_double_click_has_one_effect_and_the_same_answer(client: Inspector) -> None:
    made = introduction("first_asked")
    path = links.path_to_answer(made, "first")
    client.get(path)
    first = client.post(path, {"answer": "yes"})
    counted = steps()
    again = client.post(path, {"answer": "yes"})
    assert first.headers["Location"] == again.headers["Location"]
    other = client.post(path, {"answer": "no"})
    client.follow(other)
    assert "You said yes" in client.words
    assert (steps(), state_of(made)) == (counted, "second_asked")


def test_the_whole_way_on_mailed_links_alone(client: Inspector) -> None:
    made = introduction("first_asked")
    for which in ("first", "second"):
        path = mailed(address(made, which), "introduction_asked")
        client.get(path)
        client.post(path, {"answer": "yes"})
    assert state_of(made) == "introduced"
    after = mailed(address(made, "second"), "introduction_made")
    client.get(after)
    client.post(after + "/met")
    client.post(after + "/met")
    client.get(after)
    assert "It is noted that you have met" in client.words
    client.post(after + "/withdraw", {}, status=422)
    client.post(after + "/withdraw", {"withdraw-reason": "other_partner"})
    client.get(after)
    assert "has ended" in client.words
    assert state_of(made) == "withdrawn"
    client.get("/sign-in")
    client.post(after + "/met", status=410)


def test_a_link_that_has_done_its_work_says_how_it_stands_now(client: Inspector) -> None:
    made = introduction("first_asked")
    paths = [links.path_to_answer(made, which) for which in ("first", "second")]
    told = []
    for path in paths:
        client.get(path)
        client.follow(client.post(path, {"answer": "yes"}))
        client.get(paths[0])
        told.append(("As soon as the other side" in client.words, "both said yes" in client.words))
    after = links.path_afterwards(made, "second")
    client.get(after)
    client.post(after + "/withdraw", {"withdraw-reason": "other_partner"})
    client.get(paths[0])
    told.append(("both said yes" in client.words, "not shown any more" in client.words))
    assert told == [(True, False), (False, True), (False, True)]


def test_a_yes_that_came_to_nothing_waits_for_nothing(client: Inspector) -> None:
    made = introduction("first_asked")
    for which, answer in (("first", "yes"), ("second", "no")):
        path = links.path_to_answer(made, which)
        client.get(path)
        client.post(path, {"answer": answer})
    client.get(links.path_to_answer(made, "first"))
    assert "Nobody's contact details were passed on." in client.words
    assert "As soon as the other side" not in client.words


def test_a_problem_is_reported_by_link(client: Inspector) -> None:
    made = introduction("introduced")
    after = links.path_afterwards(made, "first")
    client.get(after)
    client.post(after + "/report", {"report-note": "He asks for money"}, status=422)
    assert "He asks for money" in client.words
    client.post(after + "/report", {"report-reason": "money", "report-note": "He asks for money"})
    assert state_of(made) == "reported"


def test_no_page_behind_a_link_shows_a_contact(client: Inspector) -> None:
    made = introduction("introduced")
    for which, other in (("first", made.second), ("second", made.first)):
        assert other is not None
        for path in (links.path_to_answer(made, which), links.path_afterwards(made, which)):
            text = client.get(path).get_data(as_text=True)
            assert other.email not in text and other.phone not in text


def test_a_link_is_for_one_purpose_one_side_and_one_introduction(client: Inspector) -> None:
    made = introduction("introduced")
    answer, after = links.path_to_answer(made, "first"), links.path_afterwards(made, "first")
    client.get("/i/after/" + answer.split("/")[-1], status=410)
    client.get("/i/" + after.split("/")[-1], status=410)
    turned = answer[:-2] + ("aa" if not answer.endswith("aa") else "bb")
    client.get(turned, status=410)
    for odd in ("x", "%00", "a" * 5000, "é", "..%2f"):
        assert client.send("GET", f"/i/{odd}").status_code in (404, 410)


def test_a_link_dies_when_the_state_has_moved_on(client: Inspector) -> None:
    made = introduction("second_asked")
    path = links.path_to_answer(made, "second")
    client.get(path)
    services.withdraw(made, actors.by_link("first"), "no_time")
    db.session.commit()
    client.get(path, status=410)
    client.get("/sign-in")
    client.post(path, {"answer": "yes"})
    assert state_of(made) == "withdrawn"


def test_a_link_dies_when_its_time_has_run_out(client: Inspector) -> None:
    made = introduction("first_asked")
    path = links.path_to_answer(made, "first")
    made.expires_at = now() - timedelta(seconds=1)
    services.expire(made)
    db.session.commit()
    client.get(path, status=410)


def test_a_link_speaks_the_language_of_its_side(client: Inspector) -> None:
    made = introduction("first_asked", side(owner=person(language="ur")))
    path = links.path_to_answer(made, "first")
    client.get(path)
    assert client.page.all("html")[0]["lang"] == "ur"
    client.get(path + "?lang=it")
    assert client.page.all("html")[0]["lang"] == "it"


def test_a_yes_by_link_is_in_the_trail_without_a_person(client: Inspector, app: Flask) -> None:
    made = introduction("first_asked")
    path = links.path_to_answer(made, "first")
    client.get(path)
    client.post(path, {"answer": "yes"})
    row = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "introduction.first_yes")).one()
    assert (row.actor_id, row.facts["channel"], row.facts["who"]) == (None, "link", "first")
