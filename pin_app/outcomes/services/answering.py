"""Answers of one side: by a tap, with more if it likes, or noted by staff on its behalf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.forms import clean_line, clean_text
from pin_app.introductions.reasons import WAYS
from pin_app.outcomes import policies, queries
from pin_app.outcomes.models import ANYWAY, RESULTS, FollowUp
from pin_app.profiles import guards

NOTE_MOST = 1_000
EUR_MOST = 1_000_000_000
JOBS_MOST = 100_000


def answer(
    follow_up: FollowUp, result: str, channel: str, by: User | None = None, way: str = "", note: str = ""
) -> bool:
    """Keep the answer of one side; the same one again changes nothing. Returns whether it is new."""
    _open(follow_up)
    if result not in RESULTS:
        raise PinError("follow_up.unknown_answer")
    if channel == "staff":
        _on_behalf(by, way, note)
        follow_up.way, follow_up.note = way, clean_text(note)[:NOTE_MOST]
    if follow_up.result == result:
        return False
    follow_up.result, follow_up.channel = result, channel
    follow_up.by_id = by.id if by else None
    follow_up.state, follow_up.answered_at = "answered", now()
    if result not in ("agreement", "investment"):
        _forget_figures(follow_up)
    db.session.flush()
    record("follow_up.answered", follow_up, actor=by, result=result, channel=channel, way=way)
    return True


def add_details(follow_up: FollowUp, values: Mapping[str, Any]) -> None:
    """Keep amount, jobs, a note, and whether it would have happened anyway; it needs an answer first."""
    _open(follow_up)
    if not follow_up.result:
        raise PinError("follow_up.unanswered")
    told = details(values)
    if follow_up.result not in ("agreement", "investment"):
        told |= dict.fromkeys(queries.FIGURES)
    for name, value in told.items():
        setattr(follow_up, name, value)
    db.session.flush()


def note_try(follow_up: FollowUp, by: User) -> None:
    """Note that staff called and nobody answered."""
    _open(follow_up)
    follow_up.tries, follow_up.tried_at = follow_up.tries + 1, now()
    db.session.flush()
    record("follow_up.called", follow_up, actor=by, tries=follow_up.tries)


def details(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return checked details: whole EUR, counts of jobs of which some have a contract or social security."""
    anyway = values.get("anyway") or ""
    if anyway not in ("", *ANYWAY):
        raise PinError("follow_up.unknown_answer")
    jobs, contract, security = (_count(values.get(name)) for name in queries.FIGURES[1:])
    if any(part is not None and part > (jobs or 0) for part in (contract, security)):
        raise PinError("follow_up.more_than_jobs")
    return {
        "anyway": anyway,
        "amount_eur": guards.whole_number(values.get("amount_eur"), 0, EUR_MOST),
        "jobs": jobs,
        "jobs_contract": contract,
        "jobs_security": security,
        "note": clean_text(values.get("note")).strip()[:NOTE_MOST],
    }


def _count(value: Any) -> int | None:
    return guards.whole_number(value, 0, JOBS_MOST)


def _open(follow_up: FollowUp) -> None:
    hold(follow_up)
    if not policies.may_answer(follow_up):
        raise PinError("follow_up.closed")


def _on_behalf(by: User | None, way: str, note: str) -> None:
    if by is None or not is_staff(by):
        raise PinError("follow_up.not_staff")
    if way not in WAYS or not clean_line(note):
        raise PinError("follow_up.consent_missing")


def _forget_figures(follow_up: FollowUp) -> None:
    for name in queries.FIGURES:
        setattr(follow_up, name, None)
