"""What staff hold to have come of an introduction, from what its two sides say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, now
from pin_app.documents import queries as document_queries
from pin_app.documents import services as documents
from pin_app.documents.filing import Received
from pin_app.documents.models import Document
from pin_app.errors import PinError
from pin_app.introductions import actors
from pin_app.introductions import services as introductions
from pin_app.introductions.models import Introduction
from pin_app.introductions.services.stepping import take
from pin_app.outcomes import policies, queries
from pin_app.outcomes.models import MONTHS, RESULTS, Outcome
from pin_app.outcomes.services.answering import details

IN_TOUCH = ("talking", "agreement", "investment")
DOCUMENTS_MOST = 10


def record_outcome(
    introduction: Introduction, months: int, by: User, result: str, values: Mapping[str, Any]
) -> Outcome:
    """Keep the outcome after some months, in place of one recorded before; the introduction moves on.

    A result that two sides can only reach together says that they have met.
    """
    if months not in MONTHS or result not in RESULTS:
        raise PinError("follow_up.unknown_answer")
    take(introduction)
    if introduction.introduced_at is None:
        raise PinError("outcome.not_introduced")
    told = details(values)
    if result not in ("agreement", "investment"):
        told |= dict.fromkeys(queries.FIGURES)
    kept = queries.outcomes_of(introduction).get(months)
    kept = kept or Outcome(introduction_id=introduction.id, months=months)
    kept.result, kept.by_id, kept.recorded_at = result, by.id, now()
    for name, value in told.items():
        setattr(kept, name, value)
    db.session.add(kept)
    db.session.flush()
    record("outcome.recorded", kept, actor=by, introduction=introduction.id, months=months, result=result)
    _move(introduction, result, by)
    return kept


def receive(stream: IO[bytes]) -> Received:
    """Check and clean a document before the transaction that keeps it."""
    return documents.receive(stream)


def attach(outcome: Outcome, received: Received, filename: str, by: User) -> Document:
    """Keep a document beside an outcome."""
    if len(documents_of(outcome)) >= DOCUMENTS_MOST:
        raise PinError("outcome.too_many_documents", most=DOCUMENTS_MOST)
    return documents.keep(received, filename, by, policies.PROOF, outcome)


def documents_of(outcome: Outcome) -> list[Document]:
    """Return the documents of an outcome."""
    return list(document_queries.about("Outcome", [outcome.id]))


def _move(introduction: Introduction, result: str, by: User) -> None:
    if introduction.state == "introduced" and result in IN_TOUCH:
        introductions.record_met(introduction, actors.staff(by))
    if introduction.state == "met":
        introductions.record_outcome(introduction, actors.staff(by))
