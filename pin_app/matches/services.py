"""Keeping suggestions, saying what one thinks of them, and the runs that make them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert

from pin_app.accounts.models import User
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.matches import queries
from pin_app.matches.learning.services import forget_answer, forget_unwilling
from pin_app.matches.learning.services import forget_word as forget_word  # for the rooms above
from pin_app.matches.learning.services import record_answer as record_answer  # for the rooms above
from pin_app.matches.models import PURPOSES, VERDICTS, MatchRun, MatchState, Suggestion, Verdict
from pin_app.matches.signals import suggestions_changed, word_said
from pin_app.profiles.models import Profile

KEPT = 15  # suggestions a profile and purpose; ten are shown, the others stand in for those put aside
REASONS = ("other_trade", "too_far", "too_small", "too_large", "already_known", "competitor", "other")


@dataclass(frozen=True, slots=True)
class Computed:
    """What the engine found for one profile and purpose, ready to be kept."""

    profile_id: int
    purpose: str
    encoder: str
    suggestions: Sequence[dict[str, Any]]
    why_nothing: list[dict[str, Any]] = field(default_factory=list)


def keep(computed: Sequence[Computed]) -> None:
    """Replace the suggestions of some profiles.

    Who has left the network or withdrawn consent while the engine was at work is asked for here, in the
    transaction that writes: neither its suggestions nor those of it are written.
    """
    own = {one.profile_id for one in computed}
    others = {row["partner_id"] for one in computed for row in one.suggestions}
    matched, shown = queries.still_matchable(own), queries.still_shown(others)
    standing = [one for one in computed if one.profile_id in matched]
    for purpose in {one.purpose for one in standing}:
        ids = [one.profile_id for one in standing if one.purpose == purpose]
        _forget(ids, purpose)
    rows = [row for one in standing for row in _rows(one, shown)]
    states = [_state(one) for one in standing]
    if rows:
        db.session.execute(insert(Suggestion), rows)
    if states:
        db.session.execute(insert(MatchState), states)
    suggestions_changed.send(Suggestion, profile_ids=sorted(own))


def follow(profile_ids: Iterable[int]) -> None:
    """Take profiles out of everybody's suggestions that may no longer stand in them, at once."""
    ids = list(profile_ids)
    gone = set(ids) - queries.still_shown(ids)
    db.session.execute(delete(Suggestion).where(Suggestion.partner_id.in_(gone)))
    forget_unwilling(ids)
    unmatched = set(ids) - queries.still_matchable(ids)
    db.session.execute(delete(Suggestion).where(Suggestion.profile_id.in_(unmatched)))
    db.session.execute(delete(MatchState).where(MatchState.profile_id.in_(unmatched)))
    suggestions_changed.send(Suggestion, profile_ids=sorted(ids))


def say(
    profile: Profile, partner: Profile, purpose: str, verdict: str, by: User, reason: str = "", note: str = ""
) -> Verdict:
    """Keep what one side says of a partner; the newest word stands, with the place where it was shown."""
    if verdict not in VERDICTS or purpose not in PURPOSES or reason not in ("", *REASONS):
        raise PinError("matches.unknown_verdict")
    hold(profile)
    if not queries.may_say(profile, partner, purpose):
        raise PinError("matches.not_suggested")
    shown = queries.suggestion(profile, partner, purpose)
    said = queries.verdict(profile, partner, purpose)
    said = said or Verdict(profile_id=profile.id, partner_id=partner.id, purpose=purpose)
    said.verdict, said.reason, said.note, said.by, said.at = verdict, reason, note[:500], by, now()
    if shown:
        said.shown_rank, said.shown_score = shown.rank, shown.score
    db.session.add(said)
    record_answer(profile, partner, purpose, verdict, reason)
    word_said.send(Verdict, profile_id=profile.id, partner_id=partner.id)
    return said


def take_back(profile: Profile, partner: Profile, purpose: str) -> None:
    """Forget what one side said of a partner."""
    hold(profile)
    said = queries.verdict(profile, partner, purpose)
    if said is None:
        raise PinError("matches.nothing_said")
    db.session.delete(said)
    forget_answer(profile, partner, purpose)
    word_said.send(Verdict, profile_id=profile.id, partner_id=partner.id)


def begin_runs(facts: dict[str, Any], encoder: str) -> list[MatchRun]:
    """Begin a run for each purpose, or go on with those that are not done yet."""
    standing = {run.purpose: run for run in queries.open_runs()}
    runs = [standing.get(purpose) or MatchRun(purpose=purpose) for purpose in PURPOSES]
    for run in runs:
        run.stage, run.encoder, run.figures, run.error = "waiting", encoder, facts, ""
    db.session.add_all(runs)
    db.session.flush()
    return runs


def note_progress(stage: str, done: int, total: int) -> None:
    """Say how far the runs are."""
    for run in queries.open_runs():
        run.stage, run.done, run.total = stage, done, max(total, done)
        run.figures = {**run.figures, "seen": now().isoformat()}
    db.session.flush()


def finish_runs(figures: dict[str, dict[str, Any]], encoder: str) -> None:
    """Close the runs with their figures by purpose."""
    for run in queries.open_runs():
        run.stage, run.encoder, run.finished_at = "done", encoder, now()
        run.figures = {**run.figures, **figures.get(run.purpose, {})}
    db.session.flush()


def fail_runs(error: str) -> None:
    """Close the runs as failed; what was kept so far stays."""
    for run in queries.open_runs():
        run.stage, run.finished_at, run.error = "failed", now(), error[:300]
    db.session.flush()


def _forget(ids: Sequence[int], purpose: str) -> None:
    mine = (Suggestion.profile_id.in_(ids), Suggestion.purpose == purpose)
    db.session.execute(delete(Suggestion).where(*mine))
    db.session.execute(
        delete(MatchState).where(MatchState.profile_id.in_(ids), MatchState.purpose == purpose)
    )


def _rows(one: Computed, shown: set[int]) -> list[dict[str, Any]]:
    left = [row for row in one.suggestions if row["partner_id"] in shown]
    fixed = {"profile_id": one.profile_id, "purpose": one.purpose}
    return [{**row, **fixed, "rank": rank} for rank, row in enumerate(left, start=1)]


def _state(one: Computed) -> dict[str, Any]:
    return {
        "profile_id": one.profile_id, "purpose": one.purpose, "computed_at": now(), "encoder": one.encoder,
        "why_nothing": one.why_nothing,
    }  # fmt: skip
