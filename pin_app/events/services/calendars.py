"""A person's own calendar: its secret address, and what events put into it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from pin_app.access import is_organiser
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.events import feeds, queries
from pin_app.events.models import CalendarFeed
from pin_app.security import new_secret


def open_feed(user: User, renew: bool = False) -> CalendarFeed:
    """Give a person's calendar an address; one that is there stays, unless it is to be another one."""
    hold(user)
    feed = queries.feed_of(user)
    if feed is not None and not renew:
        return feed
    if feed is None:
        feed = CalendarFeed(user_id=user.id)
        db.session.add(feed)
    feed.token, feed.made_at = new_secret(), now()
    record("calendar.opened", user, actor=user, renewed=renew)
    db.session.flush()
    return feed


def close_feed(user: User) -> None:
    """Let the address lead nowhere."""
    hold(user)
    feed = queries.feed_of(user)
    if feed is not None:
        db.session.delete(feed)
        record("calendar.closed", user, actor=user)
        db.session.flush()


@feeds.provide
def of_organised(user: User) -> Iterable[feeds.Entry]:
    """The events that a person organises, once they are published."""
    if not is_organiser(user):
        return []
    shown = queries.run_since(user, now() - feeds.KEPT, feeds.ENTRIES_MOST)
    return [
        feeds.entry_of(
            event, user.language, has_place=True, path=url_for("events.manage", public_id=event.public_id)
        )
        for event in shown
    ]
