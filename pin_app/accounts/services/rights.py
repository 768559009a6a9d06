"""What staff and operators do with accounts: make one, give a role, close and open again."""

from __future__ import annotations

from pin_app.accounts import queries
from pin_app.accounts.models import ROLES, User
from pin_app.accounts.services import links, passwords
from pin_app.accounts.services.addresses import canonical
from pin_app.accounts.services.sign_ins import end_sign_ins
from pin_app.accounts.signals import user_deactivated, user_reactivated
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.forms import clean_line
from pin_app.i18n import LANGUAGES


def create_user(
    email: str,
    password: str,
    *,
    name: str = "",
    role: str = "member",
    language: str = "en",
    confirmed: bool = True,
    demo: bool = False,
) -> User:
    """Make an account without the form, for operators and the demo; nobody is mailed."""
    address = canonical(email)
    if role not in ROLES:
        raise PinError("account.unknown_role", role=role)
    if language not in LANGUAGES:
        raise PinError("account.unknown_language", language=language)
    if queries.by_email(address):
        raise PinError("account.address_taken", email=address)
    passwords.check(password, email=address, name=name)
    user = User(
        email=address,
        typed_email=email.strip(),
        name=clean_line(name),
        password_hash=passwords.hashed(password),
        role=role,
        language=language,
        active=True,
        confirmed_at=now() if confirmed else None,
        demo=demo,
    )
    db.session.add(user)
    db.session.flush()
    record("account.created", user, role=role)
    return user


def set_role(user: User, role: str, *, by: User | None = None) -> None:
    """Give a person another role; it counts from the next request on."""
    if role not in ROLES:
        raise PinError("account.unknown_role", role=role)
    if role != "administrator":
        _keep_one_administrator(user)
    hold(user)
    before, user.role = user.role, role
    record("account.role_changed", user, actor=by, before=before, after=role)


def deactivate(user: User, *, by: User | None = None, reason: str = "") -> None:
    """Close an account: every sign-in and every mailed link is worthless at once."""
    _keep_one_administrator(user)
    hold(user)
    if not user.active:
        return
    user.active, user.deactivated_at = False, now()
    end_sign_ins(user)
    links.void(user)
    record("account.deactivated", user, actor=by, reason=clean_line(reason)[:200])
    user_deactivated.send(User, user=user)


def reactivate(user: User, *, by: User | None = None) -> None:
    """Open a closed account again; the person signs in anew."""
    hold(user)
    if user.active:
        return
    user.active, user.deactivated_at = True, None
    record("account.reactivated", user, actor=by)
    user_reactivated.send(User, user=user)


def _keep_one_administrator(user: User) -> None:
    """Without an administrator nobody could put it right from inside; two who leave at once are seen."""
    if user.role == "administrator" and user.active and len(queries.held_administrators()) < 2:
        raise PinError("account.last_administrator")
