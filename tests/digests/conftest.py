"""A member whose profile has suggestions, without the engine's help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.accounts.services import give_consent
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.matches.models import Suggestion
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile

SHARED = {"code": "shared_sector", "facts": {"code": "32.50"}}


def member(email: str = "ann@x.example", country: str = "IT", **columns: object) -> User:
    """Somebody who agreed to matching and acts for a profile."""
    user = person(email, **columns)
    give_consent(user, "matching", language="en", way="account")
    kind = "pakistani_firm" if country == "PK" else "italian_firm"
    profile(kind, owner=user, name=f"Firm of {email}")
    return user


def firm_of(user: User) -> Profile:
    return db.session.query(Profile).filter_by(owner_id=user.id).order_by(Profile.id).first()


def suggest(mine: Profile, *partners: Profile, purpose: str = "business") -> None:
    """Suggest partners to a profile, the first as the best, beside those suggested before."""
    kept = db.session.query(Suggestion).filter_by(profile_id=mine.id, purpose=purpose).count()
    for rank, partner in enumerate(partners, start=kept + 1):
        db.session.add(
            Suggestion(
                purpose=purpose, profile_id=mine.id, partner_id=partner.id, rank=rank,
                score=0.95 - rank / 100, forward=0.9, backward=0.9, reasons=[SHARED],
            )
        )  # fmt: skip
    db.session.commit()


@pytest.fixture
def digests(app: Flask) -> Callable[[], list[OutgoingMail]]:
    """The digests in the outbox, the oldest first."""

    def read() -> list[OutgoingMail]:
        db.session.rollback()
        return db.session.query(OutgoingMail).filter_by(template="digest").order_by(OutgoingMail.id).all()

    return read
