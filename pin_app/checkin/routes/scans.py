"""Where scans arrive: many at once from a script, or one from a plain form."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.checkin import forms, queries, words
from pin_app.checkin.routes.blueprint import DOOR, bp, clock, door
from pin_app.checkin.routes.door import let_in
from pin_app.checkin.services import Answer, take
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events.models import Event


@bp.post(f"{DOOR}/scans")
@policy(is_organiser)
def scans(public_id: str) -> ResponseReturnValue:
    """Take scans; a script gets an answer to each as JSON, a form is led back to the door."""
    event = door(public_id)
    return _delivered(event) if request.is_json else _typed(event)


@bp.get(f"{DOOR}/token")
@policy(is_organiser)
def token(public_id: str) -> ResponseReturnValue:
    """Return the token for deliveries, to a page that was opened without a network."""
    door(public_id)
    return {"token": generate_csrf()}


def _delivered(event: Event) -> ResponseReturnValue:
    try:
        sent = forms.delivery(event, queries.sessions_of(event), _body())
        answers = take(event, sent.scans, me())
    except PinError as refusal:
        db.session.rollback()
        return {"error": str(refusal), "code": refusal.code}, 422
    told = [_told(event, answer) for answer in answers]
    db.session.commit()
    return {"answers": told, "refused": sent.refused}


def _body() -> Any:
    """Return what a script sent; None for what cannot be read."""
    request.max_content_length = forms.MOST_BYTES
    try:
        return request.get_json(silent=True)
    except RecursionError:  # lists in lists in lists
        return None


def _typed(event: Event) -> ResponseReturnValue:
    form = forms.ScanForm()
    return let_in(event, {name: form[name].data or "" for name in ("key", "code", "way", "session")})


def _told(event: Event, answer: Answer) -> dict[str, Any]:
    """Return what a device may know of an answer: nothing that the door does not show."""
    person = answer.registration
    return {
        "key": answer.scan_key,
        "result": answer.result,
        "day": answer.day.isoformat(),
        "since": clock(event, answer.first_at) if answer.first_at else "",
        "name": f"{person.given_name} {person.surname}".strip() if person else "",
        "organisation": person.organisation if person else "",
        "reference": person.reference if person else "",
        "state": str(words.STATES[person.state]) if person else "",
    }
