"""Staff: the queue, the side view and the answers; and the people behind a profile."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import queries, services
from pin_app.profiles.models import Profile
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.store import asked


@pytest.fixture
def desk(app: Flask, staff: User) -> Inspector:
    return signed_in(Inspector(app), staff)


def state_of(made: Profile) -> str:
    db.session.expire_all()
    return db.session.get_one(Profile, made.id).state


@pytest.mark.parametrize("language", ["en", "it", "ur"])
def test_the_queue_shows_who_has_waited_longest_first(desk: Inspector, owner: User, language: str) -> None:
    for name in ("Prima Srl", "Seconda Srl"):
        profile("italian_firm", "submitted", owner=owner, name=name)
    desk.get(f"/reviews?lang={language}")
    assert desk.words.index("Prima Srl") < desk.words.index("Seconda Srl")


def test_the_queue_asks_the_store_as_often_for_three_as_for_one(desk: Inspector) -> None:
    def look() -> None:
        desk.get("/reviews")

    profile("italian_firm", "submitted", owner=person())
    look()
    one = asked(look)
    for _ in range(2):
        profile("italian_firm", "submitted", owner=person())
    assert asked(look) == one


def test_odd_page_numbers_show_a_page(desk: Inspector) -> None:
    for odd in ("0", "-1", "9999999999999999999", "x", "", "٣", "1e400"):
        desk.get(f"/reviews?page={odd}")


def test_the_side_view_shows_everything_to_staff(desk: Inspector, owner: User) -> None:
    made = profile(
        "italian_firm",
        "submitted",
        owner=owner,
        contact_name="Maria",
        phone="+393331234567",
        offers=["Telai"],
    )
    services.set_identifiers(made, {"it.vat": "00743110157"})
    desk.get(f"/reviews/{made.public_id}?lang=en")
    for shown in ("Telai", "Maria", "+39 333 123 4567", "00743110157", "rossi@example.org"):
        assert shown in desk.words


def test_staff_publish_from_the_side_view(desk: Inspector, owner: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"])
    desk.get(f"/reviews/{made.public_id}")
    desk.post(f"/reviews/{made.public_id}/publish")
    assert state_of(made) == "published"
    desk.post(f"/reviews/{made.public_id}/publish")  # a second click comes to the same and has no effect
    assert (state_of(made), len(queries.reviews_of(made))) == ("published", 1)


def test_changes_need_a_reason(desk: Inspector, owner: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"])
    desk.get(f"/reviews/{made.public_id}")
    desk.post(f"/reviews/{made.public_id}/changes", {"note": "Prego"}, 422)
    assert "Prego" in desk.words
    desk.post(f"/reviews/{made.public_id}/changes", {"reasons": ["unclear", "other"], "note": "Prego"})
    assert state_of(made) == "changes_requested"


def test_members_reach_no_page_of_staff(client: Inspector, owner: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner)
    signed_in(client, owner)
    client.get("/reviews", 403)
    client.get(f"/reviews/{made.public_id}", 403)
    client.get("/profiles/mine")
    client.post(f"/reviews/{made.public_id}/publish", status=403)
    assert state_of(made) == "submitted"


def test_an_invitation_goes_from_the_mail_to_the_membership(app: Flask, owner: User) -> None:
    made, bilal = profile(owner=owner, name="Rossi Srl"), person("bilal@example.org")
    host = signed_in(Inspector(app), owner)
    host.get(f"/profiles/{made.public_id}/people")
    host.post(f"/profiles/{made.public_id}/people", {"email": "bilal@example.org", "language": "ur"})
    host.get(f"/profiles/{made.public_id}/people")
    assert "bilal@example.org" in host.words
    mail = db.session.scalars(select(OutgoingMail)).one()
    link = "/invitations/" + mail.body.split("/invitations/")[1].split()[0]
    Inspector(app).get(link)
    guest = signed_in(Inspector(app), bilal)
    guest.get(link)
    assert queries.membership(made, bilal) is None  # opening the link did nothing
    guest.post(link)
    assert queries.membership(made, bilal) is not None
    guest.get(link, 410)
    member = queries.members_of(made)[0]
    host.get(f"/profiles/{made.public_id}/people")
    host.post(f"/profiles/{made.public_id}/people/remove", {"member": str(member.id)})
    assert queries.members_of(made) == []


def test_only_the_owner_invites_removes_and_hands_over(app: Flask, owner: User) -> None:
    made, member = profile(owner=owner), person()
    services.add_member(made, member, by=owner)
    guest = signed_in(Inspector(app), member)
    guest.get("/profiles/mine")
    for path in ("people", "people/remove", "people/transfer"):
        guest.post(f"/profiles/{made.public_id}/{path}", {"member": "1", "email": "x@example.org"}, 404)
    guest.post(f"/profiles/{made.public_id}/leave")
    assert queries.members_of(made) == []


def test_an_owner_hands_a_profile_over(app: Flask, owner: User) -> None:
    made, bilal = profile(owner=owner), person()
    services.add_member(made, bilal, by=owner)
    host = signed_in(Inspector(app), owner)
    host.get(f"/profiles/{made.public_id}/people")
    for odd in ("", "0", "-1", "9" * 30, "x"):
        host.post(f"/profiles/{made.public_id}/people/transfer", {"member": odd}, 404)
    host.post(f"/profiles/{made.public_id}/people/transfer", {"member": str(queries.members_of(made)[0].id)})
    db.session.expire_all()
    assert made.owner_id == bilal.id


def test_invitations_are_bounded(app: Flask, owner: User) -> None:
    made = profile(owner=owner)
    host = signed_in(Inspector(app), owner)
    host.get(f"/profiles/{made.public_id}/people")
    for n in range(10):
        host.post(f"/profiles/{made.public_id}/people", {"email": f"a{n}@example.org", "language": "en"})
    host.post(f"/profiles/{made.public_id}/people", {"email": "b@example.org", "language": "en"}, 429)
    host.post(f"/profiles/{made.public_id}/people", {"email": "not one", "language": "en"}, 422)
