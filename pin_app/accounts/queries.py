"""Who, signed in where, with which consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from pin_app.accounts.models import Consent, SignedLink, SignIn, User
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail

IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)


def by_email(address: str) -> User | None:
    """Return the account of a canonical address."""
    return db.session.execute(select(User).where(User.email == address)).scalar_one_or_none()


def standing_sign_in(digest: str) -> SignIn | None:
    """Return the sign-in of a token's digest if it has not ended, idled out or grown too old."""
    present = now()
    asked = {"digest": digest, "used_after": present - IDLE, "begun_after": present - LONGEST}
    return db.session.execute(_STANDING_SIGN_IN, asked).scalar_one_or_none()


def standing_sign_ins(user: User) -> Sequence[SignIn]:
    """Where a person is signed in, the last used first."""
    present = now()
    standing = _stands(present - IDLE, present - LONGEST)
    own = select(SignIn).where(SignIn.user_id == user.id, *standing)
    return db.session.execute(own.order_by(SignIn.seen_at.desc(), SignIn.id.desc())).scalars().all()


def open_link(purpose: str, digest: str) -> SignedLink | None:
    """Return the unused link of a token's digest whose time has not run out."""
    return db.session.execute(
        select(SignedLink).where(
            SignedLink.token_digest == digest,
            SignedLink.purpose == purpose,
            SignedLink.used_at.is_(None),
            SignedLink.expires_at > now(),
        )
    ).scalar_one_or_none()


def used_link(purpose: str, digest: str) -> SignedLink | None:
    """Return the link of a token's digest that was used, and not by somebody whose account is closed now."""
    mine = (SignedLink.token_digest == digest, SignedLink.purpose == purpose, SignedLink.used_at.is_not(None))
    found = select(SignedLink).join(SignedLink.user).where(*mine, User.active)
    return db.session.execute(found).scalar_one_or_none()


def open_links_since(user: User, purpose: str, moment: datetime) -> Sequence[SignedLink]:
    """Return a person's unused links of a purpose that were issued since a moment."""
    mine = (SignedLink.user_id == user.id, SignedLink.purpose == purpose, SignedLink.used_at.is_(None))
    return db.session.execute(select(SignedLink).where(*mine, SignedLink.created_at > moment)).scalars().all()


def standing_consents(user: User) -> dict[str, Consent]:
    """What a person has consented to and not withdrawn, by purpose."""
    standing = select(Consent).where(Consent.user_id == user.id, Consent.withdrawn_at.is_(None))
    return {
        consent.purpose: consent for consent in db.session.execute(standing.order_by(Consent.id)).scalars()
    }


def has_consented(user: User, purpose: str) -> bool:
    """Whether a person's consent for a purpose stands."""
    return purpose in standing_consents(user)


def withdrawn_consents(user: User) -> Sequence[Consent]:
    """What a person consented to once and took back, the latest first."""
    past = select(Consent).where(Consent.user_id == user.id, Consent.withdrawn_at.is_not(None))
    return db.session.execute(past.order_by(Consent.withdrawn_at.desc(), Consent.id.desc())).scalars().all()


def held_administrators() -> Sequence[int]:
    """Numbers of those who can administer PIN now; nobody else may change that until the commit."""
    standing = select(User.id).where(User.role == "administrator", User.active).order_by(User.id)
    return db.session.execute(standing.with_for_update(key_share=True)).scalars().all()


def mailed_since(address: str, template: str, moment: datetime) -> int:
    """How many mails of one kind were written to an address since a moment."""
    found = select(func.count()).select_from(OutgoingMail).where(
        OutgoingMail.to_address == address,
        OutgoingMail.template == template,
        OutgoingMail.created_at > moment,
    )  # fmt: skip
    return db.session.execute(found).scalar_one()


def _stands(used_after: Any, begun_after: Any) -> tuple[ColumnElement[bool], ...]:
    return SignIn.ended_at.is_(None), SignIn.seen_at > used_after, SignIn.created_at > begun_after


# Every page of a person asks this: it is put together once.
_STANDING_SIGN_IN = select(SignIn).where(
    SignIn.token_digest == bindparam("digest"), *_stands(bindparam("used_after"), bindparam("begun_after"))
)
