"""Which documents a project has, and which wait for staff."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from pin_app.db import db
from pin_app.profiles.models import Profile
from pin_app.projects.models import ProjectDocument


def documents_of(profile: Profile) -> Sequence[ProjectDocument]:
    """Return a project's documents, the oldest first."""
    mine = select(ProjectDocument).where(ProjectDocument.profile_id == profile.id)
    return db.session.scalars(mine.order_by(ProjectDocument.id)).all()


def document_of(profile: Profile, number: int) -> ProjectDocument | None:
    """Return one of a project's documents; None for those of others."""
    found = db.session.get(ProjectDocument, number)
    return found if found is not None and found.profile_id == profile.id else None


def waiting(most: int = 5) -> Sequence[Profile]:
    """Return published projects with a document that staff have not read, the longest wait first."""
    first = func.min(ProjectDocument.id)
    wanted = select(Profile).join(ProjectDocument).where(ProjectDocument.read_at.is_(None))
    wanted = wanted.where(Profile.state == "published").group_by(Profile.id).order_by(first)
    return db.session.scalars(wanted.limit(most)).all()
