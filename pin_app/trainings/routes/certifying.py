"""Certificates of series: issuing them, checking a number, taking the paper home."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from pin_app.access import is_anyone, is_organiser, is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.checkin import elsewhere
from pin_app.checkin.certificates import hours
from pin_app.checkin.routes.certifying import NAMES
from pin_app.checkin.routes.papers import as_file
from pin_app.db import db, now, reading, writing
from pin_app.errors import PinError
from pin_app.security import client_network, limit
from pin_app.trainings import given, papers, policies, queries, services
from pin_app.trainings.leafing import leaf
from pin_app.trainings.models import Certificate, TrainingSeries
from pin_app.trainings.routes.blueprint import bp, series_or_404
from pin_app.typed import page_number

TRIES = "60 per minute"
PAPERS = "60 per hour"
PER_PAGE = 50
MOST_ON_PAPER = 300
ABOUT_PEOPLE = ("trainings.verify", "trainings.check_name", "trainings.paper_by_link")


@bp.after_request
def _keep_private(answer: Response) -> Response:
    """What a number or a secret link tells stays in no cache."""
    if request.endpoint in ABOUT_PEOPLE:
        answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/trainings/<public_id>/certificates")
@policy(is_organiser)
def certificates(public_id: str) -> str:
    """Show who reached the minimum, and who has a certificate."""
    series = series_or_404(public_id)
    owed, found = given.overview(series, now())
    return render_template(
        "trainings/certificates.html",
        series=series,
        found=leaf(found, page_number(), PER_PAGE),
        owed=owed,
    )


@bp.post("/trainings/<public_id>/certificates/issue")
@policy(is_organiser)
def issue(public_id: str) -> ResponseReturnValue:
    """Issue the certificates that are still owed, and write to their holders."""
    series = series_or_404(public_id)
    made = services.issue(series, me())
    db.session.commit()
    told = ngettext("One certificate was issued.", "%(num)s certificates were issued.", len(made))
    flash(told if made else _("Nobody else has reached the minimum yet."), "success" if made else "info")
    return redirect(url_for("trainings.certificates", public_id=public_id))


@bp.get("/trainings/<public_id>/certificates/print")
@policy(is_organiser)
def print_all(public_id: str) -> ResponseReturnValue:
    """Hand out all certificates that stand, a page each; the trail says who took them."""
    with writing():
        series = series_or_404(public_id, policies.may_export)
        found = _standing(series)
        limit("trainings.papers", str(me().id), PAPERS)
        record("training.certificates_printed", series, certificates=len(found))
        db.session.commit()
    with reading():  # seconds of work, for which nobody else has to wait
        return as_file(papers.printed(_standing(series)), f"certificates-{series.public_id}")


@bp.post("/trainings/certificates/<number>/withdraw")
@policy(is_organiser)
def withdraw(number: str) -> ResponseReturnValue:
    """Make a certificate count no longer, or again."""
    certificate = _run_or_404(number)
    deed = services.give_back if request.form.get("do") == "give_back" else services.withdraw
    return _done(certificate, lambda: deed(certificate, me()))


@bp.post("/trainings/certificates/<number>/anew")
@policy(is_organiser)
def issue_anew(number: str) -> ResponseReturnValue:
    """Issue a certificate in the place of another one: a name or the attendance was corrected."""
    certificate = _run_or_404(number)
    return _done(certificate, lambda: services.issue_anew(certificate, me()))


def _done(certificate: Certificate, deed: Callable[[], object]) -> ResponseReturnValue:
    """Do something with a certificate, or say why not, and show the list again."""
    back = redirect(url_for("trainings.certificates", public_id=certificate.series.public_id))
    try:
        deed()
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    return back


@bp.get("/trainings/certificates/<number>")
@policy(is_anyone)
def verify(number: str) -> ResponseReturnValue:
    """Say whether a certificate is genuine and what it certifies, but not of whom."""
    return _verified(_counted(number), "", None)


@bp.post("/trainings/certificates/<number>")
@policy(is_anyone)
def check_name(number: str) -> ResponseReturnValue:
    """Say whether a name is the one on the certificate, to somebody who has both in hand."""
    certificate = _counted(number)
    if certificate is not None:
        limit("certificates.name", certificate.number, NAMES)
    typed = request.form.get("name", "")[:200]
    known = certificate is not None and certificate.withdrawn_at is None
    return _verified(
        certificate, typed, papers.is_holder(certificate, typed) if known and certificate else None
    )


@bp.get("/trainings/certificates/<number>/paper")
@policy(is_signed_in)
def certificate_paper(number: str) -> ResponseReturnValue:
    """Hand out the certificate to its holder, or to who runs the series."""
    certificate = queries.certificate_by_number(number)
    if certificate is None or not policies.may_hold(current_user, certificate):
        abort(404)
    return _paper(certificate)


@bp.get("/trainings/certificates/<number>/paper/<secret>")
@policy(is_anyone)
def paper_by_link(number: str, secret: str) -> ResponseReturnValue:
    """Hand out the certificate to who has its mailed link."""
    limit("trainings.certificate", client_network(), TRIES)
    certificate = queries.certificate_by_number(number)
    typed = secret.encode("utf-8", "surrogatepass")
    if certificate is None or not hmac.compare_digest(typed, certificate.link_secret.encode()):
        abort(404)
    return _paper(certificate)


def _standing(series: TrainingSeries) -> list[Certificate]:
    found = [one for one in queries.certificates_in(series) if one.withdrawn_at is None]
    if len(found) > MOST_ON_PAPER:
        raise PinError("training.too_many_for_paper", most=MOST_ON_PAPER)
    return found or abort(404)


def _paper(certificate: Certificate) -> Response:
    if certificate.withdrawn_at is not None:
        abort(404)
    return as_file(
        papers.printed([certificate], certificate.registration.language), f"certificate-{certificate.number}"
    )


def _counted(number: str) -> Certificate | None:
    limit("trainings.certificate", client_network(), TRIES)
    return queries.certificate_by_number(number)


def _verified(certificate: Certificate | None, typed: str, matches: bool | None) -> ResponseReturnValue:
    shown = render_template(
        "trainings/verify.html",
        certificate=certificate,
        days=papers.days_of(certificate) if certificate else "",
        hours=hours(certificate.minutes) if certificate else "",
        typed=typed,
        matches=matches,
    )
    return (shown, 200) if certificate else (shown, 404)


@elsewhere.knows_numbers
def path_of_number(number: str) -> str:
    """Where the page about a number is, if it is one of ours."""
    certificate = queries.certificate_by_number(number)
    return url_for("trainings.verify", number=certificate.number) if certificate else ""


def _run_or_404(number: str) -> Certificate:
    certificate = queries.certificate_by_number(number)
    if certificate is None or not policies.may_run(current_user, certificate.series):
        abort(404)
    return certificate
