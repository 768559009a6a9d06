"""Handing a document out: always as a file to keep, never as a page, and only to those who may."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file
from flask_login import current_user

from pin_app.access import is_signed_in, policy
from pin_app.audit.services import record
from pin_app.db import db, writing
from pin_app.documents import filing, policies, queries, words
from pin_app.documents.models import Document

__all__ = ["bp", "words"]

bp = Blueprint("documents", __name__)
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@bp.get("/documents/<string(length=43):token>")
@policy(is_signed_in)
def download(token: str) -> Response:
    """Hand out a document; the trail says who opened it, but for the person who sent it."""
    document = _document(token)
    if document.by_id != current_user.id:
        with writing():
            document = _document(token)
            record("document.opened", document, purpose=document.purpose)
            db.session.commit()
    path = filing.path_of(document.token)
    if not path.is_file():
        abort(404)
    answer = send_file(path, document.media_type, as_attachment=True, download_name=document.name, max_age=0)
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _document(token: str) -> Document:
    found = queries.by_token(token)
    if found is None or not policies.may_open(current_user, found):
        abort(404)
    return found
