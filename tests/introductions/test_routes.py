"""Pages of the two sides: the list, one introduction, asking for one, ending one."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.introductions import actors, queries, services
from pin_app.introductions.models import Introduction
from pin_app.profiles.models import Profile
from tests.factories.introductions import introduction, side, sides, suggest
from tests.factories.people import person, signed_in
from tests.inspector import Inspector
from tests.store import asked


def page_of(made: Introduction) -> str:
    return f"/introductions/{made.public_id}"


def enter(client: Inspector, profile: Profile | None) -> Inspector:
    assert profile is not None and profile.owner is not None
    return signed_in(client, profile.owner)


def state_of(made: Introduction) -> str:
    db.session.rollback()
    return db.session.get_one(Introduction, made.id).state


def test_the_first_sees_the_question_and_the_second_knows_of_nothing(client: Inspector) -> None:
    made = introduction("first_asked")
    enter(client, made.first).get(page_of(made))
    assert "Would you like to be introduced?" in client.words
    assert made.second is not None and made.second.name in client.words
    enter(client, made.second).get(page_of(made), status=404)
    client.get("/introductions")
    assert "Nothing is open" in client.words


def test_two_yeses_show_the_contact_to_both(client: Inspector) -> None:
    made = introduction("first_asked")
    first, second = made.first, made.second
    assert first is not None and second is not None
    enter(client, first).get(page_of(made))
    assert second.email not in client.words
    client.post(page_of(made) + "/answer", {"answer": "yes"})
    client.get(page_of(made))
    assert second.email not in client.words
    enter(client, second).get(page_of(made))
    client.post(page_of(made) + "/answer", {"answer": "yes"})
    client.get(page_of(made))
    assert first.email in client.words
    enter(client, first).get(page_of(made))
    assert second.email in client.words
    hrefs = [a.get("href") or "" for a in client.page.all("a")]
    assert f"tel:{second.phone}" in hrefs
    assert f"https://wa.me/{second.phone[1:]}" in hrefs


def test_reading_a_contact_leaves_one_row_that_says_whose(client: Inspector) -> None:
    made = introduction("introduced")
    enter(client, made.first).get(page_of(made))
    rows = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "introduction.contact_read")
    ).all()
    assert [(row.actor_id, row.facts["profile"]) for row in rows] == [
        (made.first.owner_id if made.first else 0, made.second_id)
    ]


def test_the_page_without_contact_leaves_no_row(client: Inspector) -> None:
    made = introduction("second_asked")
    enter(client, made.first).get(page_of(made))
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action.like("%contact_read"))).all() == []


def test_a_no_is_never_told_as_one(client: Inspector) -> None:
    made = introduction("second_asked")
    enter(client, made.second).get(page_of(made))
    client.post(page_of(made) + "/answer", {"answer": "no"})
    enter(client, made.first).get(page_of(made))
    assert "did not come about" in client.words
    for word in ("declined", "refused", "said no", "rejected"):
        assert word not in client.words.casefold()


def test_withdrawing_hides_the_contact_on_both_sides(client: Inspector) -> None:
    made = introduction("introduced")
    first, second = made.first, made.second
    assert first is not None and second is not None
    enter(client, first).get(page_of(made))
    client.post(page_of(made) + "/withdraw", {"withdraw-reason": "no_time"})
    for own, other in ((first, second), (second, first)):
        enter(client, own).get(page_of(made))
        assert other.email not in client.words
        assert "has ended" in client.words


def test_a_reason_is_needed_and_what_was_typed_stays(client: Inspector) -> None:
    made = introduction("introduced")
    enter(client, made.first).get(page_of(made))
    client.post(page_of(made) + "/withdraw", {}, status=422)
    client.post(page_of(made) + "/report", {"report-note": "He asked for money"}, status=422)
    assert "He asked for money" in client.words
    assert state_of(made) == "introduced"


def test_a_report_ends_it_and_the_other_side_does_not_learn_why(client: Inspector) -> None:
    made = introduction("introduced")
    enter(client, made.first).get(page_of(made))
    client.post(page_of(made) + "/report", {"report-reason": "money", "report-note": "odd"})
    assert state_of(made) == "reported"
    enter(client, made.second).get(page_of(made))
    assert "has ended" in client.words
    for words in ("reported", "money", "odd"):
        assert words not in client.words


def test_they_have_met(client: Inspector) -> None:
    made = introduction("introduced")
    enter(client, made.second).get(page_of(made))
    client.post(page_of(made) + "/met")
    client.post(page_of(made) + "/met")
    assert state_of(made) == "met"


def test_somebody_else_finds_no_such_page(client: Inspector) -> None:
    made = introduction("introduced")
    signed_in(client, person()).get(page_of(made), status=404)
    for deed in ("answer", "met", "withdraw", "report"):
        client.post(f"{page_of(made)}/{deed}", {"answer": "yes"}, status=404)
    client.get("/introductions/abc", status=404)


def test_an_introduction_is_asked_for_from_a_card(client: Inspector) -> None:
    mine, partner = sides()
    suggest(mine, partner)
    enter(client, mine).get("/matches")
    links = [a["href"] or "" for a in client.page.all("a") if "/introductions/new" in (a.get("href") or "")]
    assert len(links) == 1
    client.get(links[0])
    answer = client.post(links[0], {"note": "We met in Milan"})
    client.follow(answer)
    assert "ISCOS staff look at it" in client.words
    again = client.post(links[0], {"note": "We met in Milan"})
    assert again.headers["Location"] == answer.headers["Location"]
    made = db.session.scalars(select(Introduction)).one()
    assert (made.origin, made.state, made.first_id) == ("member", "suggested", mine.id)
    assert queries.steps_of(made)[0].note == "We met in Milan"
    client.get("/matches")
    assert "ISCOS staff look at it" in client.words


def test_who_asked_has_said_yes_with_that(client: Inspector) -> None:
    mine, partner = sides()
    suggest(mine, partner)
    assert mine.owner is not None
    made = services.request(mine, partner, "business", mine.owner)
    staff = person(role="staff")
    services.approve(made, staff)
    services.ask_first(made, staff)
    assert (made.state, made.first_answer) == ("second_asked", "yes")
    enter(client, partner).get("/")
    assert "A partner waits for your answer" in client.words


def test_a_partner_that_is_not_suggested_cannot_be_asked_for(client: Inspector) -> None:
    mine, stranger = sides()
    url = f"/introductions/new?profile={mine.public_id}&partner={stranger.public_id}&purpose=business"
    enter(client, mine).get(url, status=404)
    suggest(mine, stranger)
    client.get(url)
    signed_in(client, person()).get(url, status=404)


def test_the_list_shows_each_view(client: Inspector) -> None:
    made = introduction("introduced")
    enter(client, made.first).get("/introductions?view=made")
    assert made.second is not None and made.second.name in client.words
    client.get("/introductions?view=past")
    assert "Nothing is past" in client.words
    client.get("/introductions?view=nonsense&page=-9223372036854775808")
    assert "Nothing is open" in client.words
    for odd in ("9223372036854775808", "-1", "99999", "x", "%00", "1e400"):
        client.get(f"/introductions?page={odd}")


@pytest.mark.parametrize("url", ["/introductions", "/", "/matches"])
def test_a_list_asks_as_much_for_three_rows_as_for_one(client: Inspector, url: str) -> None:
    mine = side(capacity=100)
    staff = person(role="staff")
    partners = [side("italian_firm") for _ in range(3)]
    for rank, partner in enumerate(partners, start=1):
        suggest(mine, partner, rank=rank)
    introduction("first_asked", mine, partners[0], staff)
    enter(client, mine)
    client.get(url)
    one = asked(lambda: client.get(url))
    for partner in partners[1:]:
        introduction("first_asked", mine, partner, staff)
    client.get(url)
    assert asked(lambda: client.get(url)) == one


def test_staff_answer_on_behalf_and_it_is_seen(client: Inspector) -> None:
    made = introduction("first_asked")
    staff = person(role="staff")
    signed_in(client, staff).get(page_of(made) + "/staff")
    told = {"first-side": "first", "first-answer": "yes", "first-way": "by_phone"}
    client.post(page_of(made) + "/behalf", told, status=422)
    assert state_of(made) == "first_asked"
    client.post(page_of(made) + "/behalf", told | {"first-note": "Called on Monday, she agrees"})
    assert state_of(made) == "second_asked"
    client.get(page_of(made) + "/staff")
    assert "on behalf" in client.words
    enter(client, made.first).get(page_of(made))
    assert "ISCOS noted it on your behalf" in client.words
    assert "Called on Monday" not in client.words


def test_staff_end_it(client: Inspector) -> None:
    made = introduction("introduced")
    signed_in(client, person(role="staff")).get(page_of(made) + "/staff")
    client.post(page_of(made) + "/met/staff", {"version": "1"}, status=409)
    client.post(page_of(made) + "/met/staff", {"version": str(made.version)})
    client.post(page_of(made) + "/end", {}, status=422)
    client.post(page_of(made) + "/end", {"end-reason": "mistake"})
    assert state_of(made) == "withdrawn"


def test_staff_pages_are_for_staff(client: Inspector) -> None:
    made = introduction("introduced")
    enter(client, made.first).get(page_of(made) + "/staff", status=403)
    client.post(page_of(made) + "/behalf", {}, status=403)
    client.post(page_of(made) + "/end", {}, status=403)


def test_chat_carries_the_question_and_its_link(app: Flask) -> None:
    made = introduction("first_asked")
    chat = services.links.chat_with(made, "first")
    assert chat.startswith("https://wa.me/92300") and "/i/" in chat.split("?text=")[1]
    assert services.links.chat_with(made, "second") == ""
    services.answer(made, "yes", actors.by_link("first"))
    assert services.links.chat_with(made, "first") == ""


def test_a_problem_waits_for_staff_until_they_have_looked_into_it(client: Inspector) -> None:
    made = introduction("introduced")
    services.report(made, actors.by_link("first"), "money", "He asks for money")
    signed_in(client, person(role="staff")).get("/")
    assert "One introduction was ended with a problem" in client.words
    client.get("/introductions/problems")
    assert "Somebody asks for money in an odd way" in client.words
    client.get(page_of(made) + "/staff")
    assert "He asks for money" in client.words
    client.post(page_of(made) + "/settle", {"settle-note": " "}, status=422)
    client.post(page_of(made) + "/settle", {"settle-note": "Called both"})
    assert state_of(made) == "withdrawn"
    client.get("/introductions/problems")
    assert "Nothing is reported" in client.words
    enter(client, made.second).get(page_of(made))
    assert "Called both" not in client.words and "looked into" not in client.words
    client.get("/introductions/problems", status=403)
