"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask_login import current_user

from pin_app.profiles import queries as profiles
from pin_app.profiles.models import InvestmentTerms, Profile
from pin_app.profiles.policies import may_edit
from pin_app.projects import policies, queries
from pin_app.projects.forms import DocumentForm
from pin_app.projects.sheets import sheet_of
from pin_app.projects.words import DOCUMENT_KINDS

bp = Blueprint("projects", __name__)


def project_for(public_id: str) -> tuple[Profile, InvestmentTerms]:
    """Return the project of an address for those who may see its sheet; for others there is no such page."""
    profile = profiles.by_public_id(public_id)
    if profile is None or not policies.may_see(current_user, profile):
        abort(404)
    terms = profiles.terms_of(profile)
    if terms is None or not policies.is_project(terms):
        abort(404)
    return profile, terms


def page(profile: Profile, terms: InvestmentTerms, form: DocumentForm) -> str:
    """Show the sheet with the documents that the reader may see."""
    kept = [one for one in queries.documents_of(profile) if policies.may_see_document(current_user, one)]
    return render_template(
        "projects/show.html",
        profile=profile,
        sheet=sheet_of(profile, terms),
        documents=kept,
        kinds=DOCUMENT_KINDS,
        form=form,
        may_edit=may_edit(current_user, profile),
    )
