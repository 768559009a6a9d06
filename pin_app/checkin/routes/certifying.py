"""Certificates: who holds a number can check it, and take the paper home."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.checkin import attendance, certificates, elsewhere
from pin_app.checkin.routes.blueprint import asked, bp
from pin_app.checkin.routes.papers import as_file
from pin_app.i18n import language
from pin_app.security import client_network, limit

TRIES = "60 per minute"
ABOUT_PEOPLE = ("checkin.verify", "checkin.certificate")


@bp.after_request
def _keep_private(answer: Response) -> Response:
    """What a number tells about a person stays in no cache."""
    if request.endpoint in ABOUT_PEOPLE:
        answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/certificates")
@policy(is_anyone)
def verify() -> ResponseReturnValue:
    """Say whether a certificate with this number is genuine, and what it certifies."""
    number = asked("number", 60)
    if not number.strip():
        return render_template("checkin/verify.html", number="", found=None)
    limit("certificates.number", client_network(), TRIES)
    found = attendance.by_number(number)
    if found is None and (path := elsewhere.path_of(number)):
        return redirect(path)
    hours = certificates.hours(found.minutes) if found else ""
    shown = render_template("checkin/verify.html", number=number, found=found, hours=hours)
    return (shown, 200) if found else (shown, 404)


@bp.get("/certificates/<number>")
@policy(is_anyone)
def certificate(number: str) -> ResponseReturnValue:
    """Hand out the certificate of a number, which stands on it: it tells nobody more than they know."""
    limit("certificates.number", client_network(), TRIES)
    found = attendance.by_number(number[:60])
    if found is None:
        abort(404)
    made = certificates.certificate(found.registration, language())
    return as_file(made, f"certificate-{found.number}")
