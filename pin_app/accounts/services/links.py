"""Links sent by mail: signed, for one purpose, good for one use and a limited time."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update

from pin_app.accounts import queries
from pin_app.accounts.models import SignedLink, User
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.mail.services import has_arrived
from pin_app.security import new_secret, sign, unsign

CONFIRM, RESET, CHANGE = "confirm_email", "reset_password", "change_email"
LASTS = {CONFIRM: timedelta(hours=24), RESET: timedelta(minutes=60), CHANGE: timedelta(hours=24)}


def issue(user: User, purpose: str, **facts: Any) -> str:
    """Make a link's token; only its digest is kept."""
    token = sign(purpose, new_secret())
    link = SignedLink(
        user=user,
        purpose=purpose,
        token_digest=digest(token),
        facts=facts,
        expires_at=now() + LASTS[purpose],
    )
    db.session.add(link)
    db.session.flush()
    return token


def find(purpose: str, token: str) -> SignedLink:
    """Return the open link of this token; refuses one that is forged, used, replaced or too old."""
    good = unsign(purpose, token, int(LASTS[purpose].total_seconds()))
    link = queries.open_link(purpose, digest(token)) if good else None
    if link is None or not link.user.active:
        raise PinError("account.link_dead")
    return link


def was_used(purpose: str, token: str) -> bool:
    """Whether this very link did its work before, as when a form is sent twice over a weak line."""
    good = unsign(purpose, token, int(LASTS[purpose].total_seconds()))
    return bool(good) and queries.used_link(purpose, digest(token)) is not None


def use(link: SignedLink) -> None:
    """Use a link up, which proves that mails arrive; of two requests at once the second is refused."""
    open_one = update(SignedLink).where(SignedLink.id == link.id, SignedLink.used_at.is_(None))
    if db.session.execute(open_one.values(used_at=now())).rowcount != 1:  # type: ignore[attr-defined]
        raise PinError("account.link_dead")
    has_arrived(link.facts.get("email") or link.user.email)


def void(user: User, *purposes: str) -> None:
    """Make the person's unused links worthless, of all purposes if none is named."""
    unused = delete(SignedLink).where(SignedLink.user_id == user.id, SignedLink.used_at.is_(None))
    db.session.execute(unused.where(SignedLink.purpose.in_(purposes or LASTS)))


def digest(secret: str) -> str:
    """Return what is kept of a secret: SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
