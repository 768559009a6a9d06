"""Several organisers, never none, and the right to take the list home."""

from __future__ import annotations

from sqlalchemy import select

from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event, EventOrganiser
from pin_app.mail.models import OutgoingMail
from tests.factories.events import event, organised
from tests.factories.people import person, signed_in
from tests.inspector import Inspector


def page_of(made: Event) -> str:
    return f"/events/{made.public_id}/manage/organisers"


def rights(made: Event) -> dict[int, bool]:
    db.session.expire_all()
    held = db.session.scalars(select(EventOrganiser).where(EventOrganiser.event_id == made.id))
    return {one.user_id: one.may_export for one in held}


def test_an_organiser_is_added_by_the_address_of_the_account(client: Inspector) -> None:
    by, made = organised()
    second = person("Second@example.org".lower(), role="organiser")
    signed_in(client, by)
    client.post(page_of(made), {"email": " SECOND@example.org "})
    assert rights(made) == {by.id: True, second.id: False}
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "event.organiser_added")).one()
    assert (entry.actor_id, entry.facts) == (by.id, {"user": second.id, "may_export": False})
    client.post(page_of(made), {"email": "second@example.org"})  # once more: nothing happens
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert (mail.to_address, mail.template) == ("second@example.org", "event_organiser_added")
    assert f"/events/{made.public_id}/manage" in mail.body and "take the list" not in mail.body
    signed_in(client, second).get(f"/events/{made.public_id}/manage")


def test_members_strangers_and_closed_accounts_get_one_and_the_same_answer(client: Inspector) -> None:
    by, made = organised()
    person("member@example.org"), person("closed@example.org", role="organiser", active=False)
    signed_in(client, by)
    told = set()
    for address in ("member@example.org", "nobody@example.org", "closed@example.org"):
        client.post(page_of(made), {"email": address}, 422)
        told.add(client.words.replace(address, ""))
    assert len(told) == 1
    assert "No organiser has this address." in told.pop()


def test_nobody_is_added_twice(client: Inspector) -> None:
    by, made = organised()
    signed_in(client, by)
    client.post(page_of(made), {"email": by.email})
    client.post(page_of(made), {"email": "not an address"}, 422)
    assert rights(made) == {by.id: True}


def test_the_last_organiser_stays(client: Inspector) -> None:
    by, made = organised()
    signed_in(client, by)
    client.post(f"{page_of(made)}/{by.id}/remove", status=409)
    second = person(role="organiser")
    db.session.add(EventOrganiser(event_id=made.id, user_id=second.id))
    db.session.commit()
    answer = client.post(f"{page_of(made)}/{by.id}/remove")
    assert answer.headers["Location"] == "/events/mine"
    client.get(f"/events/{made.public_id}/manage", 404)
    assert rights(made) == {second.id: True}


def test_only_who_may_export_lets_others_export(client: Inspector) -> None:
    by, made = organised()
    second = person(role="organiser")
    db.session.add(EventOrganiser(event_id=made.id, user_id=second.id, may_export=False))
    db.session.commit()
    signed_in(client, second)
    client.post(f"{page_of(made)}/{second.id}/export", {"may": "yes"}, 409)
    client.post(page_of(made), {"email": person(role="organiser").email, "may_export": "y"}, 422)
    signed_in(client, by).post(f"{page_of(made)}/{second.id}/export", {"may": "yes"})
    assert rights(made) == {by.id: True, second.id: True}
    client.post(f"{page_of(made)}/{second.id}/export", {"may": "no"})
    assert rights(made) == {by.id: True, second.id: False}


def test_somebody_else_s_part_in_another_event_is_untouched(client: Inspector) -> None:
    by, made = organised()
    other = person(role="organiser")
    theirs = event(other)
    signed_in(client, by).post(f"{page_of(made)}/{other.id}/export", {"may": "no"})
    assert (rights(theirs), rights(made)) == ({other.id: True}, {by.id: True})
    client.post(f"{page_of(theirs)}/{other.id}/remove", status=404)


def test_a_demoted_organiser_is_out_at_once(client: Inspector) -> None:
    by, made = organised()
    signed_in(client, by).get(f"/events/{made.public_id}/manage")
    by.role = "member"
    client.get(f"/events/{made.public_id}/manage", 403)


def test_somebody_keeps_the_right_to_take_the_list_home(client: Inspector) -> None:
    by, made = organised()
    second = person("second@example.org", role="organiser")
    signed_in(client, by)
    client.post(page_of(made), {"email": "second@example.org"})
    client.post(f"{page_of(made)}/{by.id}/export", {"may": "no"}, 409)
    client.post(f"{page_of(made)}/{by.id}/remove", status=409)
    assert rights(made) == {by.id: True, second.id: False}
    client.post(f"{page_of(made)}/{second.id}/export", {"may": "yes"})
    client.post(f"{page_of(made)}/{by.id}/export", {"may": "no"})
    assert rights(made) == {by.id: False, second.id: True}
