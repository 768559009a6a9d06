"""Reading a QR code from a picture, for browsers that cannot do so themselves; no picture is kept."""

from __future__ import annotations

from uuid import uuid4

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.checkin import codes, forms
from pin_app.checkin.routes.blueprint import DOOR, bp, door
from pin_app.checkin.routes.door import let_in, page
from pin_app.db import db
from pin_app.events.models import Event
from pin_app.security import limit

LOOKS = "200 per minute"  # a phone sends one or two a second


@bp.post(f"{DOOR}/photo")
@policy(is_organiser)
def photo(public_id: str) -> ResponseReturnValue:
    """Read a picture: a script gets what it says, a plain form lets the person in."""
    door(public_id)
    limit("checkin.photo", str(me().id), LOOKS)
    sent = request.files.get("photo")
    db.session.rollback()  # reading a picture takes a while, for which nobody else has to wait
    problem = _("There is no QR code in this picture that can be read.")
    try:
        code = codes.read(sent.stream.read(codes.MOST_BYTES + 1)) if sent else ""
    except codes.TooManyError:
        code = ""
        problem = _("Many pictures are being read just now. Send it again, or type the code.")
    if request.accept_mimetypes.best == "application/json":
        return {"code": code[: forms.LONGEST_CODE]}
    return _let_in(door(public_id), code, problem)


def _let_in(event: Event, code: str, problem: str) -> ResponseReturnValue:
    given = {name: request.form.get(name, "") for name in ("key", "session")}
    if not code:
        return page(event, given["session"], problem=problem)
    return let_in(event, given | {"key": given["key"] or uuid4().hex, "code": code, "way": "qr"})
