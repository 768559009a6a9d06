"""Jobs of this room: one profile at once, everybody in the background."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from pin_app.claims.signals import claims_changed
from pin_app.db import db, now
from pin_app.jobs import BULK, NORMAL, URGENT, after_commit, enqueue, jobs, let_urgent_pass
from pin_app.matches import computing, network, queries, services, vectors
from pin_app.matches.models import PURPOSES
from pin_app.matches.network import Network
from pin_app.profiles.signals import profile_changed

log = logging.getLogger(__name__)
CHANGED = "pin.matches.changed"
ONE_BY_ONE = 20  # with more changes in one transaction everybody is compared anew
STALLED = timedelta(minutes=15)


@jobs.task()
def rematch(*profile_ids: int) -> None:
    """Compare some changed profiles: their own suggestions first, then those of the others they touch."""
    net = network.at_hand()
    net.catch_up(profile_ids)
    net.rematched.update(profile_ids)
    for number in profile_ids:
        services.keep(computing.for_one(net, number))
        db.session.commit()
    for purpose, touched in computing.touched_by(net, profile_ids).items():
        net.rematched.update(touched)
        services.keep(computing.for_some(net, purpose, touched))
        db.session.commit()
    if net.pending:
        enqueue(rematch_all, priority=BULK)


@jobs.task()
def rematch_all(again: bool = False) -> None:
    """Compare everybody: at once by words alone where texts are unread, then by meaning."""
    last, present = queries.last_run(), network.fingerprint()
    same = last is not None and last.stage != "failed" and last.figures.get("network") == present
    db.session.rollback()
    if same and not again:
        return
    net = network.made_anew()
    services.begin_runs({"network": present, "seen": now().isoformat()}, net.encoder)
    services.note_progress("reading" if net.pending else "matching", 0, len(net.pending))
    db.session.commit()
    figures = _keep_everybody(net)
    if net.pending:
        enqueue(read_texts, len(net.pending), priority=BULK)
        return
    services.finish_runs(figures, net.encoder)
    db.session.commit()


@jobs.task()
def read_texts(total: int) -> None:
    """Read some texts and ask for the next; short, so that an urgent job never waits long."""
    net = network.at_hand()
    some, net.pending = net.pending[: vectors.CHUNK], net.pending[vectors.CHUNK :]
    try:
        network.read(net.reader, some)
    except Exception as error:  # the engine's own error, or any of another encoder
        log.exception("the encoder failed")
        services.fail_runs(f"{type(error).__name__}: {error}")
        db.session.commit()
        return
    services.note_progress("reading", total - len(net.pending), total)
    db.session.commit()
    if net.pending:
        enqueue(read_texts, total, priority=BULK)
    else:
        enqueue(match_by_meaning, priority=BULK)


@jobs.task()
def match_by_meaning() -> None:
    """Compare everybody with the vectors that were read; ends the run."""
    net = network.made_anew()
    services.note_progress("matching", 0, len(net.known))
    db.session.commit()
    figures = _keep_everybody(net)
    services.finish_runs(figures, net.encoder)
    db.session.commit()
    if net.pending:  # new texts came in meanwhile
        enqueue(rematch_all, True, priority=BULK)


@jobs.task(every_minutes=5)
def watch() -> None:
    """Take a run up again that ended with its process, and look whether changes went unnoticed."""
    stalled = [run for run in queries.open_runs() if now() - _seen(run.figures) > STALLED]
    waiting = bool(queries.open_runs()) and not stalled
    db.session.rollback()
    if not waiting:
        enqueue(rematch_all, bool(stalled), priority=BULK)


@claims_changed.connect
@profile_changed.connect
def _note_change(_sender: object, profile_id: int, **_facts: object) -> None:
    db.session.info.setdefault(CHANGED, set()).add(profile_id)


@event.listens_for(db.session, "before_commit")
def _follow_changes(session: Session) -> None:
    """Take out at once who may no longer be suggested, and ask for the comparing once this is committed."""
    changed: set[int] = session.info.pop(CHANGED, set())
    if not changed:
        return
    services.follow(changed)
    if len(changed) > ONE_BY_ONE:
        after_commit(rematch_all, priority=NORMAL)
    else:
        after_commit(rematch, *sorted(changed), priority=URGENT)


@event.listens_for(db.session, "after_rollback")
def _forget_changes(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(CHANGED, None)


def _keep_everybody(net: Network) -> dict[str, dict[str, Any]]:
    """Compute and keep in portions, so that nobody waits long for the store, nor a newcomer for the end."""
    figures = {}
    for purpose in PURPOSES:
        portions, figures[purpose] = computing.for_everybody(net, purpose)
        for some in portions:
            services.keep(some)
            db.session.commit()
            let_urgent_pass()
    if net.encoder and net.shelf:
        vectors.forget_unused(net.encoder, net.shelf.used)
        db.session.commit()
    return figures


def _seen(figures: dict[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(figures["seen"])
    except (KeyError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
