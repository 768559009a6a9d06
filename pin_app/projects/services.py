"""Documents of a project: adding, reading by staff, taking away."""

from __future__ import annotations

from typing import Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.documents import queries as kept_documents
from pin_app.documents import services as documents
from pin_app.documents.filing import Received, throw_away
from pin_app.errors import PinError
from pin_app.profiles.models import Profile
from pin_app.profiles.signals import profile_removed
from pin_app.projects import queries
from pin_app.projects.models import KINDS, ProjectDocument
from pin_app.projects.policies import PURPOSE

MOST_DOCUMENTS = 5


def add(profile: Profile, by: User, kind: str, received: Received, filename: str) -> ProjectDocument:
    """Keep a document beside a project; the same file again changes nothing."""
    hold(profile)
    if kind not in KINDS:
        raise PinError("project.unknown_kind")
    standing = queries.documents_of(profile)
    for old in standing:
        if old.document.digest == received.digest:
            throw_away(received)
            return old
    if len(standing) >= MOST_DOCUMENTS:
        raise PinError("project.too_many_documents", most=MOST_DOCUMENTS)
    document = documents.keep(received, filename, by, PURPOSE, profile)
    added = ProjectDocument(profile_id=profile.id, document=document, kind=kind)
    db.session.add(added)
    db.session.flush()
    return added


def mark_read(kept: ProjectDocument, by: User) -> None:
    """Let members see a document, because staff have read it; saying it twice changes nothing."""
    hold(kept)
    if kept.read_at is None:
        kept.read_at, kept.read_by_id = now(), by.id
        record("project.document_read", kept.profile, actor=by, document=kept.document_id)
        db.session.flush()


def remove(kept: ProjectDocument, by: User) -> None:
    """Take a document away, with its file."""
    hold(kept)
    documents.delete(kept.document, by)


@profile_removed.connect
def _remove_all(_sender: Any, profile_id: int) -> None:
    for document in kept_documents.about(Profile.__name__, [profile_id]):
        if document.purpose == PURPOSE:
            documents.delete(document, None)
