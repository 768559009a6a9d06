"""Choosing a pace, and making a member's digest of a period once."""

from __future__ import annotations

from flask_babel import force_locale

from pin_app.accounts.models import User
from pin_app.accounts.queries import by_email, has_consented
from pin_app.db import db, hold
from pin_app.digests import composing, queries
from pin_app.digests.models import PACES, TOPIC, Digest, DigestPace, ToldPartner
from pin_app.errors import PinError
from pin_app.mail.queries import may_write
from pin_app.mail.services import path_to, queue, want_again

NEVER = "never"


def choose_pace(user: User, pace: str) -> None:
    """Keep how often a member wants a digest; a yes after an unsubscription counts again."""
    if pace not in PACES:
        raise PinError("digest.unknown_pace")
    hold(user)
    db.session.merge(DigestPace(user_id=user.id, pace=pace))
    if pace != NEVER:
        want_again(user.email, TOPIC)
    db.session.flush()


def stop(address: str) -> None:
    """Stop the digest of whoever has this address, because the mails' own link was pressed."""
    user = by_email(address)
    if user is not None:
        hold(user)
        db.session.merge(DigestPace(user_id=user.id, pace=NEVER))
        db.session.flush()


def make(user: User, period: str) -> int:
    """Make a member's digest of a period and mail it if there is anything new; returns how many partners."""
    hold(user)
    if queries.has_digest(user, period):
        return 0
    news = _news(user)
    db.session.add(Digest(user_id=user.id, period=period, told=len(news)))
    for one in news:
        db.session.add(ToldPartner(user_id=user.id, profile_id=one.profile_id, partner_id=one.partner_id))
    if news:
        queue(
            "digest",
            to=user.email,
            language=user.language,
            partners=[{"name": one.name, "about": one.about, "reasons": one.reasons} for one in news],
            link=path_to("matches.index"),
            choose=path_to("digests.pace"),
        )
    db.session.flush()
    return len(news)


def _news(user: User) -> list[composing.News]:
    """What is new, nothing for those who may not be written to now."""
    wanted = user.active and queries.pace_of(user) != NEVER and has_consented(user, queries.CONSENT)
    if not wanted or not may_write(user.email, TOPIC):
        return []
    with force_locale(user.language):
        return composing.news_for(user)
