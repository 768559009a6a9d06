"""Ending optional mails: a page with one button, and the same address as one press of a mail program."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.db import db
from pin_app.i18n import speak
from pin_app.mail import queries, services, topics
from pin_app.mail.models import OutgoingMail
from pin_app.security import csrf

bp = Blueprint("mail", __name__)


@bp.get("/unsubscribe/<token>")
@policy(is_anyone)
def unsubscribe(token: str) -> ResponseReturnValue:
    """Show the button; opening the link, as scanners of mails do, ends nothing."""
    mail = _mail_of(token)
    if mail is None:
        return render_template("unsubscribing/dead.html"), 404
    ended = queries.is_unwanted(mail.to_address, mail.topic)
    return render_template("unsubscribing/page.html", topic=topics.TOPICS[mail.topic], ended=ended)


@bp.post("/unsubscribe/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # Flask-WTF ships no types
@policy(is_anyone)
def do_unsubscribe(token: str) -> ResponseReturnValue:
    """End the mails of this topic at once; RFC 8058 asks for an answer without a redirect."""
    mail = _mail_of(token)
    if mail is None:
        return render_template("unsubscribing/dead.html"), 400
    services.unsubscribe(mail.to_address, mail.topic)
    db.session.commit()
    return render_template("unsubscribing/page.html", topic=topics.TOPICS[mail.topic], ended=True)


def _mail_of(token: str) -> OutgoingMail | None:
    """Return the optional mail that a token names, and speak the language in which it was written."""
    message_id = topics.message_of(token)
    mail = queries.by_message_id(message_id) if message_id else None
    if mail is None or mail.topic not in topics.TOPICS:
        return None
    speak(mail.language)
    return mail
