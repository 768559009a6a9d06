"""Certificates: who holds a number can check it, and take the paper home.

What a sensitive event certifies is told to nobody who has just a number: it says that the certificate is
genuine, the rest to who knows the name that stands on it, and the paper has a link of its own.
"""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_anyone, policy
from pin_app.checkin import attendance, certificates, elsewhere
from pin_app.checkin.attendance import Attendance
from pin_app.checkin.routes.blueprint import asked, bp
from pin_app.checkin.routes.papers import as_file
from pin_app.i18n import language
from pin_app.registrations.services.people import is_name_of
from pin_app.security import client_network, limit

TRIES = "60 per minute"
NAMES = "10 per hour"  # that are tried with one number, from wherever
ABOUT_PEOPLE = ("checkin.verify", "checkin.check_name", "checkin.certificate", "checkin.certificate_by_link")


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
    found = _counted(number)
    if found is None and (path := elsewhere.path_of(number)):
        return redirect(path)
    return _page(number, found)


@bp.post("/certificates")
@policy(is_anyone)
def check_name() -> ResponseReturnValue:
    """Tell more to somebody who has the number and the name of a certificate in hand."""
    number, typed = request.form.get("number", "")[:60], request.form.get("name", "")[:200]
    found = _counted(number)
    if found is not None:
        limit("certificates.name", found.number, NAMES)
    return _page(number, found, typed)


@bp.get("/certificates/<number>")
@policy(is_anyone)
def certificate(number: str) -> ResponseReturnValue:
    """Hand out the certificate of a number, which stands on it: it tells nobody more than they know."""
    found = _counted(number) or abort(404)
    if found.registration.event.sensitive:
        return redirect(url_for("checkin.verify", number=found.number))
    return _paper(found)


@bp.get("/certificates/<number>/<secret>")
@policy(is_anyone)
def certificate_by_link(number: str, secret: str) -> ResponseReturnValue:
    """Hand out the certificate to who comes from the page of the registration."""
    found = _counted(number) or abort(404)
    return _paper(found) if attendance.is_secret_of(found.registration, secret) else abort(404)


def _counted(number: str) -> Attendance | None:
    limit("certificates.number", client_network(), TRIES)
    return attendance.by_number(number[:60])


def _paper(found: Attendance) -> Response:
    return as_file(certificates.certificate(found.registration, language()), f"certificate-{found.number}")


def _page(number: str, found: Attendance | None, typed: str | None = None) -> ResponseReturnValue:
    person = found.registration if found else None
    matches = is_name_of(typed, person) if person and typed is not None else None
    shown = render_template(
        "checkin/verify.html",
        number=number,
        found=found,
        hours=certificates.hours(found.minutes) if found else "",
        asks=person is not None and person.event.sensitive,
        typed=typed or "",
        matches=matches,
    )
    return (shown, 200) if found else (shown, 404)
