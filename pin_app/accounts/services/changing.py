"""What people change about their own account: name, language, password, address."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from pin_app.accounts import queries
from pin_app.accounts.models import SignedLink, SignIn, User
from pin_app.accounts.services import links
from pin_app.accounts.services.registering import AGAIN_AFTER, may_mail, tell_known
from pin_app.accounts.services.sign_ins import end_sign_ins
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.mail.services import path_to, queue


def change_settings(user: User, *, name: str, language: str) -> None:
    """Change how a person is called and in which language we speak."""
    user.name, user.language = name, language
    db.session.flush()


def request_reset(email: str) -> None:
    """Mail a link to set a new password, if there is such an account; says nothing either way.

    Asked again within the minute, the mail on its way counts.
    """
    user = queries.by_email(email)
    if user is None or not user.active:
        return
    hold(user)
    if _just_asked(user, links.RESET) or not may_mail(email, links.RESET):
        return
    links.void(user, links.RESET)
    path = path_to("accounts.reset", token=links.issue(user, links.RESET))
    queue(links.RESET, to=user.email, language=user.language, path=path)
    record("account.reset_requested", user)


def reset_password(token: str, secret: str) -> User:
    """Set a new password, given as its hash, through a mailed link; every sign-in ends."""
    link = links.find(links.RESET, token)
    links.use(link)
    link.user.confirmed_at = link.user.confirmed_at or now()  # the link has proved the address
    _set_password(link.user, secret, keep=None)
    record("account.password_reset", link.user, actor=link.user)
    return link.user


def change_password(user: User, secret: str, keep: SignIn | None) -> None:
    """Set a new password, given as its hash; every sign-in but this one ends.

    The person has proved the password that was read before: another one may stand there by now.
    """
    proven = user.password_hash
    hold(user)
    if user.password_hash != proven:
        raise PinError("account.wrong_password")
    _set_password(user, secret, keep)
    record("account.password_changed", user, actor=user)


def request_email_change(user: User, email: str, typed_email: str) -> None:
    """Mail a link to the new address and tell the old one; an address in use is told, not us."""
    if email == user.email:
        raise PinError("account.same_address")
    hold(user)
    if _just_asked(user, links.CHANGE, email=email):
        return
    links.void(user, links.CHANGE)
    queue(
        "email_change_asked", to=user.email, language=user.language, forgotten=path_to("accounts.forgotten")
    )
    token = links.issue(user, links.CHANGE, email=email, typed_email=typed_email)
    if queries.by_email(email):
        tell_known(email)  # and nobody gets the token
    else:
        path = path_to("accounts.confirm_email", token=token)
        queue(links.CHANGE, to=email, language=user.language, path=path)
    record("account.email_change_requested", user, actor=user)


def confirm_email_change(token: str) -> User:
    """Put the new address into force and tell the old one."""
    link = links.find(links.CHANGE, token)
    links.use(link)
    user, old = link.user, link.user.email
    _move(user, link)
    links.void(user)
    queue("email_changed", to=old, language=user.language)
    record("account.email_changed", user, actor=user)
    return user


def _just_asked(user: User, purpose: str, **facts: str) -> bool:
    """Whether the same form was sent a moment ago, as by a second click, and its link is still good."""
    standing = queries.open_links_since(user, purpose, now() - AGAIN_AFTER)
    return any(facts.items() <= link.facts.items() for link in standing)


def _set_password(user: User, secret: str, keep: SignIn | None) -> None:
    user.password_hash = secret
    links.void(user)
    end_sign_ins(user, keep)
    queue("password_changed", to=user.email, language=user.language, forgotten=path_to("accounts.forgotten"))


def _move(user: User, link: SignedLink) -> None:
    """Take the new address unless somebody has registered it meanwhile."""
    try:
        with db.session.begin_nested():
            user.email, user.typed_email = link.facts["email"], link.facts["typed_email"]
    except IntegrityError as error:
        raise PinError("account.link_dead") from error
