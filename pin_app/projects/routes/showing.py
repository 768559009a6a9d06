"""The project sheet on the screen and on paper, and its places on other pages."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import force_locale
from flask_login import current_user
from markupsafe import Markup

from pin_app import pdf, slots
from pin_app.access import is_signed_in, is_staff, policy
from pin_app.i18n import LANGUAGES, language
from pin_app.profiles.models import Profile
from pin_app.profiles.queries import terms_of
from pin_app.projects import paper, policies, queries
from pin_app.projects.forms import DocumentForm
from pin_app.projects.routes.blueprint import bp, page, project_for
from pin_app.projects.sheets import UNKNOWN, sheet_of
from pin_app.security import external, limit


@bp.get("/p/<public_id>/project")
@policy(is_signed_in)
def show(public_id: str) -> str:
    """Show the sheet of a firm that seeks an investment."""
    profile, terms = project_for(public_id)
    return page(profile, terms, DocumentForm())


@bp.get("/p/<public_id>/project.pdf")
@policy(is_signed_in)
def on_paper(public_id: str) -> Response:
    """Hand the sheet of a published firm out as a PDF, in the language asked for or the reader's own."""
    profile, terms = project_for(public_id)
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
    if not policies.may_see(current_user, profile) or not policies.is_project(terms_of(profile)):
        return None
    return {"profile": profile}


def _address(profile: Profile) -> str:
    return external(url_for("profiles.show", public_id=profile.public_id))


def on_dashboard(**_others: Any) -> dict[str, Any] | None:
    """Tell staff which projects have a document to read."""
    found = queries.waiting() if is_staff(current_user) else []
    return {"projects": found} if found else None


slots.fill(bp, "dashboard", "projects/_on_dashboard.html", on_dashboard)
slots.fill(bp, "profile", "projects/_on_profile.html", on_profile)
