"""Documents beside a project sheet: sent by those who act for the firm, read by staff."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from pin_app.access import is_signed_in, is_staff, policy
from pin_app.db import db
from pin_app.documents import services as files
from pin_app.documents.filing import throw_away
from pin_app.errors import PinError
from pin_app.profiles.models import Profile
from pin_app.profiles.policies import may_edit
from pin_app.projects import queries, services
from pin_app.projects.forms import DocumentForm
from pin_app.projects.models import ProjectDocument
from pin_app.projects.routes.blueprint import bp, page, project_for
from pin_app.security import limit

DOCUMENTS = "/p/<public_id>/project/documents"
ONE = f"{DOCUMENTS}/<int(max=2147483647):number>"


@bp.post(DOCUMENTS)
@policy(is_signed_in)
def add_document(public_id: str) -> ResponseReturnValue:
    """Take a document in; it is checked and cleaned before the store is locked for writing."""
    profile, terms = _mine(public_id)
    limit("projects.document", str(current_user.id), "30 per hour")
    form = DocumentForm()
    if not form.validate():
        return page(profile, terms, form), 422
    upload = form.document.data
    db.session.rollback()  # cleaning takes a second, in which others want to write
    try:
        received = files.receive(upload.stream)
        _keep(profile, form.kind.data, received, upload.filename or "")
    except PinError as refusal:
        db.session.rollback()
        form.document.refuse(refusal)
        return page(profile, terms, form), 422
    flash(_("The document is kept. Members see it once ISCOS staff have read it."), "success")
    return _back(profile)


@bp.post(f"{ONE}/read")
@policy(is_staff)
def read_document(public_id: str, number: int) -> ResponseReturnValue:
    """Let members see a document."""
    profile, kept = _one(public_id, number)
    services.mark_read(kept, current_user)
    db.session.commit()
    flash(_("Members can open the document now."), "success")
    return _back(profile)


@bp.post(f"{ONE}/remove")
@policy(is_signed_in)
def remove_document(public_id: str, number: int) -> ResponseReturnValue:
    """Take a document away."""
    profile, kept = _one(public_id, number)
    services.remove(kept, current_user)
    db.session.commit()
    flash(_("The document is deleted."), "success")
    return _back(profile)


def _keep(profile: Profile, kind: str, received: Any, filename: str) -> None:
    try:
        services.add(profile, current_user, kind, received, filename)
        db.session.commit()
    except Exception:
        throw_away(received)
        raise


def _mine(public_id: str) -> tuple[Profile, Any]:
    profile, terms = project_for(public_id)
    if not may_edit(current_user, profile):
        abort(404)
    return profile, terms


def _one(public_id: str, number: int) -> tuple[Profile, ProjectDocument]:
    profile, _terms = _mine(public_id)
    kept = queries.document_of(profile, number)
    if kept is None:
        abort(404)
    return profile, kept


def _back(profile: Profile) -> Response:
    return redirect(url_for("projects.show", public_id=profile.public_id))
