"""Fault F14: a form that is sent again, or twenty times at once, has one effect and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from pin_app.accounts import services as accounts
from pin_app.accounts.models import Consent, SignedLink, User
from pin_app.accounts.services import changing, passwords
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.matches import services as matches
from pin_app.matches.models import Suggestion, Verdict
from pin_app.profiles import queries, services
from pin_app.profiles.models import Profile, ProfileMember
from tests.factories.people import PASSWORD, person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.store import at_once
from tests.trust.accounts import filled, submit

OTHER = "nine brown river stones"


def templates(to: str) -> list[str]:
    """What kinds of mail went to an address."""
    db.session.rollback()
    found = select(OutgoingMail.template).where(OutgoingMail.to_address == to).order_by(OutgoingMail.id)
    return list(db.session.scalars(found))


def count(model: type, *conditions: object) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0  # type: ignore[arg-type]


def twice(client: Inspector, page: str, data: dict[str, str]) -> list[str]:
    """Send a form two times from one page; returns where it led."""
    client.get(page)
    token = {"csrf_token": client.page.csrf_token}
    answers = [client.send("POST", page, data=token | data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    return [answer.headers["Location"] for answer in answers]


def test_a_forgotten_password_is_answered_by_one_mail(client: Inspector) -> None:
    person("a@example.org")
    twice(client, "/forgotten", {"email": "a@example.org"})
    assert (templates("a@example.org"), count(SignedLink)) == (["reset_password"], 1)


@pytest.mark.parametrize("known", [False, True])
def test_a_new_address_is_asked_once_and_the_old_one_told_once(client: Inspector, known: bool) -> None:
    signed_in(client, person("a@example.org"))
    if known:
        person("b@example.org")
    twice(client, "/account/email", {"email": "b@example.org", "present": PASSWORD})
    assert templates("a@example.org") == ["email_change_asked"]
    assert templates("b@example.org") == ["already_registered" if known else "change_email"]


def test_an_address_is_confirmed_once_and_both_clicks_lead_on(client: Inspector) -> None:
    submit(client, "/register", filled(email="a@example.org"))
    link = db.session.scalars(select(OutgoingMail)).one().body.split("http://pin.test")[1].split()[0]
    visitor = Inspector(client.app)
    assert twice(visitor, link, {}) == ["/sign-in", "/sign-in"]
    assert count(AuditEntry, AuditEntry.action == "account.confirmed") == 1
    assert visitor.send("GET", link).status_code == 410


def test_one_profile_is_begun(client: Inspector) -> None:
    signed_in(client, person("a@example.org"))
    first, second = twice(client, "/profiles/new", {"kind": "investor"})
    assert (first, count(Profile)) == (second, 1)


def test_one_invitation_is_mailed(client: Inspector) -> None:
    made = profile(owner=person("a@example.org"))
    signed_in(client, made.owner or person())
    twice(client, f"/profiles/{made.public_id}/people", {"email": "b@example.org", "language": "en"})
    assert templates("b@example.org") == ["profile_invitation"]


def test_a_consent_is_given_once_and_withdrawing_takes_all_of_it(app: Flask) -> None:
    number = person("a@example.org").id

    def give() -> None:
        accounts.give_consent(db.session.get_one(User, number), "news", language="en", way="account")

    def withdraw() -> None:
        accounts.withdraw_consent(db.session.get_one(User, number), "news")

    standing = Consent.withdrawn_at.is_(None)
    assert (at_once(app, give), count(Consent, standing)) == (["done"] * 6, 1)
    assert (at_once(app, withdraw), count(Consent, standing)) == (["done"] * 6, 0)
    assert count(AuditEntry, AuditEntry.action == "consent.withdrawn") == 1


def test_a_password_that_was_proved_a_moment_ago_may_be_another_by_now(app: Flask) -> None:
    user = person("a@example.org")
    assert passwords.matches(user.password_hash, PASSWORD)
    meanwhile = update(User).values(password_hash=passwords.hashed(OTHER))
    db.session.execute(meanwhile, execution_options={"synchronize_session": False})
    with pytest.raises(PinError, match=r"wrong_password|not your"):
        changing.change_password(user, passwords.hashed("three old copper bells"), keep=None)


def members(app: Flask) -> tuple[int, int, int]:
    """A profile, its owner and a member of it, by number."""
    made, guest = profile(owner=person("a@example.org")), person("b@example.org")
    services.add_member(made, guest, by=None)
    numbers = made.id, made.owner_id or 0, guest.id
    db.session.commit()
    return numbers


def test_an_owner_changes_once(app: Flask) -> None:
    number, owner, guest = members(app)

    def transfer() -> None:
        to, by = db.session.get_one(User, guest), db.session.get_one(User, owner)
        services.transfer(db.session.get_one(Profile, number), to, by)

    assert at_once(app, transfer) == ["done"] + ["profile.not_a_member"] * 5
    assert count(ProfileMember, ProfileMember.user_id == owner) == 1


def test_a_member_leaves_once(app: Flask) -> None:
    number, _owner, guest = members(app)

    def leave() -> None:
        services.leave(db.session.get_one(Profile, number), db.session.get_one(User, guest))

    assert at_once(app, leave) == ["done"] + ["profile.not_a_member"] * 5
    assert count(AuditEntry, AuditEntry.action == "profile.member_removed") == 1


def test_a_word_on_a_partner_stands_once(app: Flask) -> None:
    mine, partner = profile(owner=person("a@example.org")), profile("italian_firm")
    row = Suggestion(
        purpose="business", profile_id=mine.id, partner_id=partner.id, rank=1, score=0.5, reasons=[]
    )
    db.session.add(row)
    numbers = mine.id, partner.id, mine.owner_id
    db.session.commit()

    def say() -> None:
        own, other = (db.session.get_one(Profile, number) for number in numbers[:2])
        matches.say(own, other, "business", "saved", db.session.get_one(User, numbers[2]))

    assert (at_once(app, say), count(Verdict)) == (["done"] * 6, 1)


def test_two_last_administrators_cannot_both_leave(app: Flask) -> None:
    numbers = [person(f"{name}@example.org", role="administrator").id for name in "ab"]

    def leave() -> None:
        user = db.session.get_one(User, numbers.pop())
        accounts.deactivate(user, by=user)

    assert at_once(app, leave, times=2) == ["account.last_administrator", "done"]


def test_the_check_sees_a_form_that_acts_twice(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    never: Callable[..., None] = lambda *_: None  # noqa: E731
    monkeypatch.setattr(queries, "just_begun", never)
    signed_in(client, person("a@example.org"))
    first, second = twice(client, "/profiles/new", {"kind": "investor"})
    assert (first != second, count(Profile)) == (True, 2)
