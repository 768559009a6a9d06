"""Keeping documents and deleting them; a row never stands without its file."""

from __future__ import annotations

import re
from typing import IO, Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db
from pin_app.documents import filing, queries
from pin_app.documents.filing import Received
from pin_app.documents.kinds import ENDINGS
from pin_app.documents.models import Document, new_token
from pin_app.forms import clean_line
from pin_app.jobs import after_commit, jobs

LONGEST_NAME = 100
_NO_NAME = re.compile(r'[\\/:*?"<>|%;]+')


def receive(stream: IO[bytes]) -> Received:
    """Check and clean an upload without touching the store: it takes a second, in which others want to write.

    Refuses other kinds than PDF, JPEG, PNG and WebP, more than 10 MB, too many pixels, the unreadable.
    """
    return filing.take_in(stream)


def keep(received: Received, filename: str, by: User | None, purpose: str, subject: Any = None) -> Document:
    """Keep what was received: first the file under its name, then the row in the running transaction."""
    document = Document(
        token=new_token(),
        name=shown_name(filename, received.media_type),
        media_type=received.media_type,
        size=received.size,
        digest=received.digest,
        purpose=purpose,
        subject_type=type(subject).__name__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        by_id=by.id if by else None,
    )
    filing.settle(received, document.token)
    db.session.add(document)
    db.session.flush()
    record("document.kept", document, actor=by, purpose=purpose, media_type=document.media_type)
    return document


def store(stream: IO[bytes], filename: str, by: User | None, purpose: str, subject: Any = None) -> Document:
    """Receive and keep in one step, for those who do not hold up other writers meanwhile."""
    return keep(receive(stream), filename, by, purpose, subject)


def delete(document: Document, by: User | None) -> None:
    """Delete a document: its row now, its file once that is committed."""
    record("document.deleted", document, actor=by, purpose=document.purpose)
    db.session.delete(document)
    db.session.flush()
    after_commit(remove_file, document.token)


def sweep() -> tuple[int, set[str]]:
    """Delete files without a row; returns how many, and the names of files that are missing."""
    wanted = queries.tokens()
    return filing.sweep(wanted), filing.missing(wanted)


def shown_name(filename: str, media_type: str) -> str:
    """Return a file's name without folders, signs that mislead and a wrong ending."""
    base = clean_line(filename.replace("\\", "/").rsplit("/", 1)[-1])
    stem = base.rsplit(".", 1)[0] if "." in base else base
    plain = clean_line(_NO_NAME.sub(" ", stem)).strip(". ")[:LONGEST_NAME].strip()
    return (plain or "document") + ENDINGS[media_type]


@jobs.task()
def remove_file(token: str) -> None:
    """Delete the file of a document that is deleted."""
    filing.remove(token)
