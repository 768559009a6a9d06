"""Administrators see accounts, and change those of others."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.accounts.services import begin
from pin_app.admin import services
from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.errors import PinError
from tests.admin.conftest import Enter, MakePerson
from tests.store import asked


def person(number: int) -> User:
    db.session.rollback()
    found = db.session.get(User, number, populate_existing=True)
    assert found is not None
    return found


def last_act(action: str) -> AuditEntry:
    db.session.rollback()
    return db.session.query(AuditEntry).filter_by(action=action).order_by(AuditEntry.id.desc()).first()


@pytest.mark.parametrize("role", ["member", "organiser", "staff"])
@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/people", "/admin/people/1", "/admin/people/1/deactivate", "/admin/outbox",
     "/admin/outbox/1", "/admin/audit", "/admin/audit/check"],
)  # fmt: skip
def test_nobody_but_administrators_opens_a_page(enter: Enter, role: str, path: str) -> None:
    enter(role).get(path, status=403)


@pytest.mark.parametrize(
    "path", ["people/1/role", "people/1/reactivate", "people/1/deactivate", "outbox/1/again"]
)
def test_nobody_but_administrators_does_anything(enter: Enter, path: str) -> None:
    enter("staff").post(f"/admin/{path}", status=403)


def test_a_visitor_is_asked_to_sign_in(client) -> None:
    assert client.get("/admin/people", status=302).headers["Location"].startswith("/sign-in?next=")


def test_the_list_finds_by_name_address_role_and_state(enter: Enter, make_person: MakePerson) -> None:
    make_person(name="Zoë Malik", email="zoe@sialkot.example")
    make_person("staff", name="Carla")
    make_person(name="Gone", active=False)
    make_person(name="Fresh", confirmed=False)
    visitor = enter()

    def found(query: str) -> set[str]:
        visitor.get(f"/admin/people?{query}")
        return {name for name in ("Zoë Malik", "Carla", "Gone", "Fresh") if name in visitor.words}

    assert found("") == {"Zoë Malik", "Carla", "Gone", "Fresh"}
    assert found("search=malik") == {"Zoë Malik"}
    assert found("search=SIALKOT") == {"Zoë Malik"}
    assert found("role=staff") == {"Carla"}
    assert found("state=deactivated") == {"Gone"}
    assert found("state=unconfirmed") == {"Fresh"}
    assert found("state=active") == {"Zoë Malik", "Carla"}
    assert found("search=%25") == set()


def test_a_look_at_the_list_notes_who_was_shown(enter: Enter, make_person: MakePerson) -> None:
    number = make_person(name="Zoë")
    enter().get("/admin/people?search=zo")
    assert last_act("people.listed").facts == {"search": "zo", "shown": [number]}


def test_a_look_at_one_person_is_noted(enter: Enter, make_person: MakePerson) -> None:
    number = make_person()
    enter().get(f"/admin/people/{number}")
    entry = last_act("person.read")
    assert (entry.subject_type, entry.subject_id, entry.address) == ("User", str(number), "127.0.0.1")


def test_a_role_is_changed_and_noted(enter: Enter, make_person: MakePerson) -> None:
    number, visitor = make_person(), enter()
    visitor.get(f"/admin/people/{number}")
    visitor.follow(visitor.post(f"/admin/people/{number}/role", {"role": "staff"}))
    assert "The role is changed" in visitor.words
    assert person(number).role == "staff"
    assert last_act("account.role_changed").facts == {"before": "member", "after": "staff"}


@pytest.mark.parametrize("data", [{"role": "emperor"}, {}, {"role": ""}, {"role": "\x00"}])
def test_an_unknown_role_is_refused(enter: Enter, make_person: MakePerson, data: dict[str, str]) -> None:
    number, visitor = make_person(), enter()
    visitor.get(f"/admin/people/{number}")
    visitor.post(f"/admin/people/{number}/role", data, status=422)
    assert person(number).role == "member"


def test_closing_an_account_asks_first(enter: Enter, make_person: MakePerson) -> None:
    number, visitor = make_person(name="Zoë"), enter()
    visitor.get(f"/admin/people/{number}/deactivate")
    assert "Close this account?" in visitor.words
    assert "Zoë" in visitor.words
    assert person(number).active is True


def test_closing_an_account_wants_a_reason(enter: Enter, make_person: MakePerson) -> None:
    number, visitor = make_person(), enter()
    visitor.get(f"/admin/people/{number}/deactivate")
    visitor.post(f"/admin/people/{number}/deactivate", {"reason": " "}, status=422)
    assert person(number).active is True


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(
    enter: Enter, make_person: MakePerson
) -> None:
    number, visitor = make_person("administrator"), enter()
    other = enter(number=number)
    other.get("/admin/")
    visitor.get(f"/admin/people/{number}/deactivate")
    visitor.follow(visitor.post(f"/admin/people/{number}/deactivate", {"reason": "left"}))
    other.get("/admin/", status=302)
    assert last_act("account.deactivated").facts == {"reason": "left"}
    visitor.post(f"/admin/people/{number}/reactivate")
    assert person(number).active is True
    other.get("/admin/", status=302)


@pytest.mark.parametrize(
    ("act", "data"),
    [("role", {"role": "member"}), ("deactivate", {"reason": "tired"})],
)
def test_one_cannot_take_away_ones_own_rights(
    enter: Enter, make_person: MakePerson, act: str, data: dict[str, str]
) -> None:
    number = make_person("administrator")
    make_person("administrator")
    visitor = enter(number=number)
    visitor.get(f"/admin/people/{number}")
    assert "This is you." in visitor.words
    visitor.post(f"/admin/people/{number}/{act}", data, status=409)
    assert "Ask another administrator." in visitor.words
    assert (person(number).role, person(number).active) == ("administrator", True)


def test_two_administrators_cannot_demote_each_other_at_once(app: Flask, make_person: MakePerson) -> None:
    first, second = make_person("administrator"), make_person("administrator")
    ann, bob = person(first), db.session.get(User, second)
    services.change_role(bob, "member", by=ann)
    with pytest.raises(PinError) as refusal:
        services.change_role(ann, "member", by=bob)
    assert refusal.value.code == "admin.not_administrator"


@pytest.mark.parametrize(
    "number", ["0", "999999", "2147483647", "2147483648", "9223372036854775808", "-1", "1e3", "x"]
)
def test_a_number_of_nobody_is_not_found(enter: Enter, number: str) -> None:
    visitor = enter()
    visitor.get(f"/admin/people/{number}", status=404)
    visitor.get(f"/admin/outbox/{number}", status=404)


ODD = [
    "\x00", str(2**63), "-1", "1e400", "NaN", "", "[]", "%", "_", "\\", "'", "ا" * 5000,
    "2026-13-45", "0001-01-01", "9999-12-31", "\u202e", "${191*7919}", "{{191*7919}}",
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_questions_are_answered(enter: Enter, make_person: MakePerson, odd: str) -> None:
    visitor = enter()
    names = ["search", "role", "state", "page", "address", "action", "actor", "subject", "since", "until"]
    for path in ("people", "outbox", "audit"):
        for name in names:
            visitor.get(f"/admin/{path}", query_string={name: odd})
        visitor.get(f"/admin/{path}", query_string=[(name, odd) for name in names for _ in range(2)])
    assert "1512529" not in visitor.words


def test_a_lone_surrogate_in_the_address_is_answered(enter: Enter) -> None:
    enter().get("/admin/people?search=%ED%A0%80&role=%FF")


@pytest.mark.parametrize("path", ["/admin/people", "/admin/outbox", "/admin/audit"])
def test_a_list_asks_as_many_queries_for_three_as_for_one(
    app: Flask, enter: Enter, make_person: MakePerson, path: str
) -> None:
    visitor = enter()
    visitor.get(path)

    before = asked(lambda: visitor.get(path))
    for _ in range(3):
        begin(db.session.get(User, make_person()))
        db.session.commit()
    assert asked(lambda: visitor.get(path)) == before


def test_pages_of_a_long_list_follow_each_other(enter: Enter) -> None:
    db.session.add_all(
        User(email=f"p{n}@x.example", typed_email="-", name=f"P{n:03}", password_hash="-", confirmed_at=now())
        for n in range(60)
    )
    db.session.commit()
    visitor = enter()
    visitor.get("/admin/people?role=member")
    assert "P059" in visitor.words and "P009" not in visitor.words
    visitor.get("/admin/people?role=member&page=2")
    assert "P009" in visitor.words and "P059" not in visitor.words
