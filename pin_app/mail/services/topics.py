"""Ending the mails of a topic, and wanting them again."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from pin_app.db import db
from pin_app.mail import queries
from pin_app.mail.models import OutgoingMail, UnwantedTopic
from pin_app.mail.queries import canonical
from pin_app.mail.signals import topic_unwanted

WAITING = ("queued", "kept", "failed")


def unsubscribe(address: str, topic: str) -> None:
    """Write no more mails of a topic to an address; those that wait stay here. Saying it twice is one no."""
    known = canonical(address)
    if queries.is_unwanted(known, topic):
        return
    try:
        with db.session.begin_nested():
            db.session.add(UnwantedTopic(address=known, topic=topic))
    except IntegrityError:  # said at the same moment by another click
        return
    waiting = update(OutgoingMail).where(
        OutgoingMail.to_address == address, OutgoingMail.topic == topic, OutgoingMail.state.in_(WAITING)
    )
    db.session.execute(waiting.values(state="withheld"))
    db.session.flush()
    topic_unwanted.send(UnwantedTopic, address=known, topic=topic)


def want_again(address: str, topic: str) -> None:
    """Write mails of a topic to an address again."""
    unwanted = (UnwantedTopic.address == canonical(address), UnwantedTopic.topic == topic)
    db.session.execute(delete(UnwantedTopic).where(*unwanted))
    db.session.flush()
