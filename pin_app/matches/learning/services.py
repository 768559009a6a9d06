"""Noting what people answer and were shown; learning from it; switching what was learned on and off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from pin_app.accounts.models import User
from pin_app.audit import services as audit
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.matches.learning import engine, queries
from pin_app.matches.learning.models import ANSWERS, LearnedOrder, MatchAnswer, MatchImpression
from pin_app.matches.models import PURPOSES
from pin_app.profiles.models import Profile

KEPT = timedelta(days=365)  # what was shown is kept so long, and not longer
_STAGE = {
    "accepted": 1,
    "declined": 1,
    "met": 2,
}  # a word on a page does not undo what came of an introduction


def record_answer(profile: Profile, partner: Profile, purpose: str, answer: str, reason: str = "") -> None:
    """Note for the learning what one side answers of a partner; of the same stage the newest word stands.

    `answer` is one of `ANSWERS`: the four words of the page of matches, and what comes of an introduction
    (accepted, declined, met), each noted for the side that gave it. Flushes, never commits.
    """
    if answer not in ANSWERS or purpose not in PURPOSES:
        raise PinError("matches.unknown_verdict")
    hold(profile)
    known = queries.answer_of(profile, partner, purpose)
    if known is not None and _STAGE.get(known.answer, 0) > _STAGE.get(answer, 0):
        return
    noted = known or MatchAnswer(profile_id=profile.id, partner_id=partner.id, purpose=purpose)
    noted.answer, noted.reason, noted.at = answer, reason[:40], now()
    noted.shown_rank, noted.features = _as_shown(noted)
    db.session.add(noted)
    db.session.flush()


def forget_answer(profile: Profile, partner: Profile, purpose: str) -> None:
    """Forget a word of the page that was taken back; what came of an introduction stays."""
    known = queries.answer_of(profile, partner, purpose)
    if known is not None and known.answer not in _STAGE:
        db.session.delete(known)
        db.session.flush()


def forget_word(profile: Profile, partner: Profile, purpose: str, answer: str) -> None:
    """Forget this word, where whoever said so of a meeting without introduction takes it back."""
    known = queries.answer_of(profile, partner, purpose)
    if known is not None and known.answer == answer:
        db.session.delete(known)
        db.session.flush()


def note_shown(profile_id: int, purpose: str, partner_ids: Sequence[int]) -> None:
    """Note that a list was shown, in this order; the very same list again only counts another day."""
    known = queries.suggestions_of(profile_id, purpose, partner_ids)
    rows = [known[number] for number in partner_ids if number in known]
    shown = [[row.partner_id, rank, row.score, engine.features_of(row)] for rank, row in enumerate(rows, 1)]
    digest = hashlib.sha256(json.dumps(shown).encode()).hexdigest()
    last = queries.last_shown(profile_id, purpose)
    if last is not None and last.digest == digest:
        last.days += now().date() != last.last_at.date()
        last.last_at = now()
    elif shown:
        noted = MatchImpression(profile_id=profile_id, purpose=purpose, digest=digest, shown=shown)
        db.session.add(noted)
    db.session.flush()


def forget_old() -> None:
    """Delete what was shown longer ago than it is kept."""
    db.session.execute(delete(MatchImpression).where(MatchImpression.last_at < now() - KEPT))


def forget_unwilling(profile_ids: Iterable[int]) -> None:
    """Forget what those were shown and answered who do not agree to suggestions any more."""
    unwilling = select(Profile.id).where(Profile.id.in_(list(profile_ids)), Profile.matchable.is_(False))
    for table in (MatchAnswer, MatchImpression):
        db.session.execute(delete(table).where(table.profile_id.in_(unwilling)))


def learn(purpose: str) -> LearnedOrder | None:
    """Learn an order from the answers and compare it with the fixed blend; None while there are too few."""
    known = queries.examples(purpose)
    if engine.still_needed([one.wanted for one in known], [one.person for one in known]):
        return None
    model, figures = engine.learn(known, queries.positions(purpose))
    learned = LearnedOrder(purpose=purpose, model=model, figures=figures)
    db.session.add(learned)
    db.session.flush()
    return learned


def switch_on(order: LearnedOrder, by: User) -> None:
    """Let a learned order serve: the newest one, and only if it is better than the blend beyond doubt."""
    hold(order)
    if order.serves:
        return
    latest = queries.newest(order.purpose)
    if latest is None or latest.id != order.id:
        raise PinError("learning.newer_order")
    if not order.figures.get("is_better"):
        raise PinError("learning.not_better")
    _end(order.purpose)
    _switch(order, True, by)
    audit.record("matches.learned_order_on", order, purpose=order.purpose, figures=_told(order.figures))


def switch_off(purpose: str, by: User) -> None:
    """Go back to the fixed blend."""
    order = queries.serving(purpose)
    if order is None:
        return
    hold(order)
    if order.serves:
        _switch(order, False, by)
        audit.record("matches.learned_order_off", order, purpose=purpose)


def _end(purpose: str) -> None:
    """Take out what serves so far, for a newer order."""
    while (standing := queries.serving(purpose)) is not None:
        hold(standing)
        standing.serves = False
        db.session.flush()


def _switch(order: LearnedOrder, serves: bool, by: User) -> None:
    order.serves, order.switched_at, order.switched_by = serves, now(), by
    db.session.flush()


def _told(figures: dict[str, Any]) -> dict[str, Any]:
    return {
        name: figures[name] for name in ("answers", "people", "blend_auc", "learned_auc") if name in figures
    }


def _as_shown(noted: MatchAnswer) -> tuple[int | None, list[float] | None]:
    """Rank and features in the list that the person saw, else in the suggestions as they stand."""
    seen = queries.last_shown(noted.profile_id, noted.purpose)
    for number, rank, _score, features in seen.shown if seen else ():
        if number == noted.partner_id:
            return rank, features
    standing = queries.suggestions_of(noted.profile_id, noted.purpose, [noted.partner_id])
    if not standing:
        return noted.shown_rank, noted.features
    suggestion = standing[noted.partner_id]
    return suggestion.rank, engine.features_of(suggestion)
