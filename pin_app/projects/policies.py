"""Who may see a project sheet: as on the profile's page, money is shown only to people who are signed in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from pin_app.access import is_signed_in
from pin_app.db import db
from pin_app.documents import policies as documents
from pin_app.documents.models import Document
from pin_app.profiles import policies as profiles
from pin_app.profiles.models import InvestmentTerms, Profile
from pin_app.profiles.queries import terms_of
from pin_app.projects.models import ProjectDocument

PURPOSE = "project"  # of documents


def is_project(terms: InvestmentTerms | None) -> bool:
    """Whether a profile seeks an investment."""
    return terms is not None and terms.direction == "seek"


def may_see(user: Any, profile: Profile) -> bool:
    """Signed-in people once staff have published it for all; before that those who act for it, and staff."""
    return is_signed_in(user) and profiles.may_see(user, profile)


def may_see_document(user: Any, kept: ProjectDocument) -> bool:
    """Who sees the sheet, once staff have read the document; before that those who act for it, and staff."""
    if profiles.may_edit(user, kept.profile):
        return True
    return kept.read_at is not None and may_see(user, kept.profile)


def may_open(user: Any, document: Document) -> bool:
    """The rule of a project's documents for the room that hands them out."""
    kept = db.session.scalar(select(ProjectDocument).where(ProjectDocument.document_id == document.id))
    if kept is None or not may_see_document(user, kept):
        return False
    return is_project(terms_of(kept.profile)) or profiles.may_edit(user, kept.profile)


documents.let(PURPOSE, may_open)
