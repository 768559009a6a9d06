"""Which documents there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from pin_app.db import db
from pin_app.documents.models import Document

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def by_token(token: str) -> Document | None:
    """Return the document of an address, None where there is none."""
    if not _TOKEN.fullmatch(token):
        return None
    return db.session.scalar(select(Document).where(Document.token == token))


def about(subject_type: str, subject_ids: Iterable[int]) -> Sequence[Document]:
    """Return the documents of some rows of one kind, the oldest first."""
    wanted = (Document.subject_type == subject_type, Document.subject_id.in_(list(subject_ids)))
    return db.session.scalars(select(Document).where(*wanted).order_by(Document.id)).all()


def tokens() -> set[str]:
    """Return the names of all files that should be there."""
    return set(db.session.scalars(select(Document.token)))
