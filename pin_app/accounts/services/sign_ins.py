"""Being signed in: a row on the server, of which the browser holds a random token."""

from __future__ import annotations

from sqlalchemy import update

from pin_app.accounts import queries
from pin_app.accounts.models import SignIn, User
from pin_app.accounts.services import links, passwords
from pin_app.accounts.services.registering import mail_confirmation
from pin_app.audit.services import record
from pin_app.db import db, now
from pin_app.forms import clean_line
from pin_app.security import new_secret


def user_of_cookie(token: str) -> User | None:
    """Return the active person whose standing sign-in this cookie proves."""
    found = sign_in_of_cookie(token)
    return found.user if found else None


def sign_in_of_cookie(token: object) -> SignIn | None:
    """Return the standing sign-in of an active person that this cookie proves."""
    if not isinstance(token, str):
        return None
    found = queries.standing_sign_in(links.digest(token))
    return found if found and found.user.active else None


def kept_hash(email: str) -> str:
    """Return what to check a password against: nobody's hash where there is no account."""
    user = queries.by_email(email)
    return user.password_hash if user else passwords.NOBODY


def sign_in(
    email: str, proven: str | None, *, address: str = "", browser: str = "", mark: str = ""
) -> str | None:
    """Sign in who has proven the password against this kept hash; returns the cookie's token, or None.

    An address that is not confirmed gets a fresh link by mail, and the same refusal as a wrong password.
    """
    user = queries.by_email(email)
    if user is None:
        return None
    if user.password_hash != proven or not user.active:
        record("account.sign_in_refused", user)
        return None
    if user.confirmed_at is None:
        mail_confirmation(user, mark)
        return None
    links.void(user, links.RESET)
    return begin(user, address=address, browser=browser)


def begin(user: User, *, address: str = "", browser: str = "") -> str:
    """Begin a sign-in and return the token for the cookie; only its digest is kept."""
    token = new_secret()
    row = SignIn(
        user=user, token_digest=links.digest(token), address=address[:64], browser=clean_line(browser)[:300]
    )
    db.session.add(row)
    record("account.signed_in", user, actor=user)
    return token


def touch(token: str) -> bool:
    """Note that a standing sign-in was used just now."""
    found = sign_in_of_cookie(token)
    if found:
        found.seen_at = now()
        db.session.flush()
    return found is not None


def sign_out(token: object) -> None:
    """End the sign-in of this cookie."""
    found = sign_in_of_cookie(token)
    if found:
        found.ended_at = now()
        record("account.signed_out", found.user, actor=found.user)


def end_sign_in(sign_in: SignIn) -> None:
    """End one sign-in, as its person asks from another device."""
    sign_in.ended_at = now()
    record("account.sign_in_ended", sign_in.user)


def end_sign_ins(user: User, keep: SignIn | None = None) -> int:
    """End all sign-ins of a person but the one to keep; returns how many ended."""
    others = update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    if keep is not None:
        others = others.where(SignIn.id != keep.id)
    return int(db.session.execute(others.values(ended_at=now())).rowcount)  # type: ignore[attr-defined]
