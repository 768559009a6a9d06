"""Becoming a person of the network: register, then prove the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from pin_app.accounts import queries
from pin_app.accounts.models import User
from pin_app.accounts.services import consents, links, passwords
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.mail.services import path_to, queue

AGAIN_AFTER = timedelta(minutes=1)  # the same form sent twice makes one mail
MOST_MAILS_AN_HOUR = 10


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person wrote into the form; `email` is canonical, `shown_in` the language of the page."""

    email: str
    typed_email: str
    password: str
    name: str
    language: str
    kind: str
    consents: tuple[str, ...] = ()
    shown_in: str = "en"


def register(wish: Registration, mark: str = "") -> None:
    """Make an account and mail the link that proves its address; a known address gets another mail instead.

    `mark` is a secret of the browser: only there does the link also sign in.
    """
    secret = passwords.hashed(
        wish.password
    )  # before the first query: no lock is held, and known costs the same
    user = queries.by_email(wish.email) or _added(wish, secret)
    if user is not None:
        hold(user)
    if user is None or user.confirmed_at or not user.active:
        tell_known(wish.email)
    elif not queries.mailed_since(user.email, links.CONFIRM, now() - AGAIN_AFTER):
        _take_down(user, wish, secret)
        links.void(user)
        mail_confirmation(user, mark)
        record("account.registered", user, actor=user)


def confirm(token: str, mark: str = "") -> tuple[User, bool]:
    """Confirm the address of a link; also says whether this is the browser that registered."""
    link = links.find(links.CONFIRM, token)
    links.use(link)
    link.user.confirmed_at = link.user.confirmed_at or now()
    links.void(link.user, links.CONFIRM)
    record("account.confirmed", link.user, actor=link.user)
    return link.user, bool(mark) and link.facts.get("mark") == links.digest(mark)


def mail_confirmation(user: User, mark: str) -> None:
    """Mail a link that confirms the address; earlier ones stay good."""
    if not may_mail(user.email, links.CONFIRM):
        return
    token = links.issue(user, links.CONFIRM, mark=links.digest(mark))
    path = path_to("accounts.confirm", token=token)
    queue(links.CONFIRM, to=user.email, language=user.language, path=path)


def may_mail(address: str, template: str) -> bool:
    """Whether an address may get one more mail of a kind, so that nobody's mailbox is flooded through us."""
    return queries.mailed_since(address, template, now() - timedelta(hours=1)) < MOST_MAILS_AN_HOUR


def tell_known(address: str) -> None:
    """Tell the owner of an address that somebody wanted to use it again."""
    user = queries.by_email(address)
    if user is None:
        return
    template = "already_registered" if user.active else "account_closed"
    if not queries.mailed_since(address, template, now() - AGAIN_AFTER) and may_mail(address, template):
        queue(template, to=address, language=user.language, sign_in=path_to("accounts.sign_in"))


def _added(wish: Registration, secret: str) -> User | None:
    """Add the account; of two at once the second finds the first one's."""
    user = User(email=wish.email, typed_email=wish.typed_email, password_hash=secret, active=True)
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        return queries.by_email(wish.email)
    return user


def _take_down(user: User, wish: Registration, secret: str) -> None:
    """Write what the form says; until the address is proved, the latest form counts."""
    user.typed_email, user.password_hash = wish.typed_email, secret
    user.name, user.language, user.party_kind = wish.name, wish.language, wish.kind
    for purpose in queries.standing_consents(user):
        consents.withdraw_consent(user, purpose, actor=user)
    for purpose in wish.consents:
        consents.give_consent(user, purpose, language=wish.shown_in, way="register", actor=user)
