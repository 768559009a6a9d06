"""Who is asked, who answers, and who may read answers and documents."""

from __future__ import annotations

from typing import Any

from pin_app.access import is_staff
from pin_app.documents import policies as documents
from pin_app.documents.models import Document
from pin_app.introductions import policies as introductions
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import CONTACT
from pin_app.outcomes.models import FollowUp

PROOF = "outcome"  # purpose of documents


def may_be_asked(introduction: Introduction, side: str) -> bool:
    """Whether a side is asked: the introduction stands, and the side has not left or withdrawn."""
    profile = introductions.profile_of(introduction, side)
    if profile is None or introduction.state not in CONTACT:
        return False
    owner_is_here = profile.owner is None or profile.owner.active
    return profile.state != "withdrawn" and owner_is_here


def may_answer(follow_up: FollowUp) -> bool:
    """Whether a question can be answered, or its answer changed: until it is closed."""
    open_ = follow_up.state in ("asked", "answered")
    return open_ and may_be_asked(follow_up.introduction, follow_up.side)


def may_open_document(user: Any, _document: Document) -> bool:
    """Documents about outcomes are read by staff alone."""
    return is_staff(user)


documents.let(PROOF, may_open_document)
