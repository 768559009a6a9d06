"""The project sheet on the screen and on paper, and its place on the page of a profile."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import force_locale
from flask_login import current_user
from markupsafe import Markup

from pin_app import pdf, slots
from pin_app.access import is_signed_in, policy
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles import queries
from pin_app.profiles.models import InvestmentTerms, Profile
from pin_app.projects import paper, policies
from pin_app.projects.sheets import UNKNOWN, sheet_of
from pin_app.security import external, limit

bp = Blueprint("projects", __name__)


@bp.get("/p/<public_id>/project")
@policy(is_signed_in)
def show(public_id: str) -> str:
    """Show the sheet of a firm that seeks an investment."""
    profile, terms = _project(public_id)
    return render_template("projects/show.html", profile=profile, sheet=sheet_of(profile, terms))


@bp.get("/p/<public_id>/project.pdf")
@policy(is_signed_in)
def on_paper(public_id: str) -> Response:
    """Hand the sheet of a published firm out as a PDF, in the language asked for or the reader's own."""
    profile, terms = _project(public_id)
    if profile.state != "published":
        abort(404)
    limit("projects.paper", str(current_user.id), "120 per hour")
    asked = request.args.get("language", "")
    with force_locale(asked if asked in LANGUAGES else language()):
        content = paper.printed(sheet_of(profile, terms), _address(profile))
        name = f"pin-project-{profile.public_id}-{language()}.pdf"
    answer = Response(content, mimetype=pdf.MIMETYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.app_template_filter("set_apart")
def _set_apart(words: pdf.Words) -> Markup | str:
    """A text in a language of its own, or a number, so that what stands around it does not move it."""
    if not isinstance(words, pdf.Text):
        return words
    if words.way:
        return Markup('<bdi dir="{}">{}</bdi>').format(words.way, words.text)
    if words.language == UNKNOWN:
        return Markup('<bdi dir="auto">{}</bdi>').format(words.text)
    return Markup('<bdi lang="{}">{}</bdi>').format(words.language, words.text)


def on_profile(profile: Profile, **_others: Any) -> dict[str, Any] | None:
    """Lead to the sheet from the profile's page."""
    if not policies.may_see(current_user, profile) or not policies.is_project(queries.terms_of(profile)):
        return None
    return {"profile": profile}


def _project(public_id: str) -> tuple[Profile, InvestmentTerms]:
    profile = queries.by_public_id(public_id)
    if profile is None or not policies.may_see(current_user, profile):
        abort(404)
    terms = queries.terms_of(profile)
    if terms is None or not policies.is_project(terms):
        abort(404)
    return profile, terms


def _address(profile: Profile) -> str:
    return external(url_for("profiles.show", public_id=profile.public_id))


slots.fill(bp, "profile", "projects/_on_profile.html", on_profile)
