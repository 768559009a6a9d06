"""Two clicks at one moment have one effect."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from pin_app.accounts.models import User
from pin_app.claims import services
from pin_app.claims.models import Claim, Grievance, Proof
from pin_app.claims.services import grieving
from pin_app.db import db
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.store import at_once


def count(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_pledge_is_signed_once(app: Flask) -> None:
    owner = person()
    firm = profile(owner=owner).id
    owner_id = owner.id

    def sign() -> None:
        services.sign(
            db.session.get_one(Profile, firm), "contracts", db.session.get_one(User, owner_id), "en", {}
        )

    assert (at_once(app, sign), count(Claim), count(Proof)) == (["done"] * 6, 1, 1)


def test_a_number_is_stated_once(app: Flask) -> None:
    owner = person()
    firm, owner_id = profile(owner=owner).id, owner.id

    def state() -> None:
        by = db.session.get_one(User, owner_id)
        services.state_number(db.session.get_one(Profile, firm), "identity", by, "pk.ntn", "1234567")

    assert (at_once(app, state), count(Claim), count(Proof)) == (["done"] * 6, 1, 1)


def test_a_grievance_is_kept_once(app: Flask) -> None:
    code = grieving.code_for("one form")
    sent = at_once(app, lambda: grieving.send(code, {"text": "No masks"}, None, "en"))
    assert (sent, count(Grievance)) == (["done"] * 6, 1)


def test_a_document_is_decided_once(app: Flask) -> None:
    owner, staff = person(), person(role="staff")
    firm = profile(owner=owner)
    claim = Claim(profile_id=firm.id, code="wages")
    db.session.add(claim)
    db.session.flush()
    proof = Proof(claim_id=claim.id, level=3, state="waiting")
    db.session.add(proof)
    db.session.commit()
    number, staff_id = proof.id, staff.id

    def see() -> None:
        services.see(db.session.get_one(Proof, number), db.session.get_one(User, staff_id), None)

    assert at_once(app, see) == ["claim.not_waiting"] * 5 + ["done"]


def test_the_check_sees_what_happens_without_the_lock(app: Flask) -> None:
    firm = profile().id
    ends = at_once(app, lambda: db.session.add(Claim(profile_id=firm, code="wages")))
    assert (ends, count(Claim)) == (["constraint"] * 5 + ["done"], 1)  # a page would have shown an error
