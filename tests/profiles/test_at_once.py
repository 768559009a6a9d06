"""Two clicks at the same moment have one effect, on either store."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import queries, services
from pin_app.profiles.models import InvestmentTerms, Profile, Review, Statement
from tests.factories.profiles import profile
from tests.store import at_once


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_profile_is_published_once(app: Flask, owner: User, staff: User) -> None:
    number, desk = profile("italian_firm", "submitted", owner=owner, offers=["Telai"]).id, staff.id
    db.session.commit()

    def publish() -> None:
        services.publish(db.session.get_one(Profile, number), db.session.get_one(User, desk))

    assert at_once(app, publish) == ["done"] + ["profile.not_submitted"] * 5
    assert (count(Review), count(OutgoingMail)) == (1, 1)


def test_the_same_words_are_added_once_and_terms_stand_once(app: Flask, owner: User) -> None:
    number, person = profile("investor", "draft", owner=owner).id, owner.id
    db.session.commit()

    def say() -> None:
        made, by = db.session.get_one(Profile, number), db.session.get_one(User, person)
        services.add_statement(made, by, "offer", "Capitale")
        services.set_terms(made, by, "invest", max_eur=5000)
        services.set_identifiers(made, {"it.vat": "00743110157"})

    assert at_once(app, say) == ["done"] * 6
    assert (count(Statement), count(InvestmentTerms)) == (1, 1)


def test_an_invitation_makes_one_member(app: Flask, owner: User, staff: User) -> None:
    made = profile(owner=owner)
    services.invite_member(made, owner, staff.email, "en")
    mail = db.session.scalars(select(OutgoingMail)).one()
    secret, guest = mail.body.split("/invitations/")[1].split()[0], staff.id
    db.session.commit()

    def accept() -> None:
        services.accept_invitation(secret, db.session.get_one(User, guest))

    assert at_once(app, accept) == ["done"] + ["profile.invitation_over"] * 5
    assert len(queries.members_of(made)) == 1
