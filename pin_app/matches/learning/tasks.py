"""Jobs of the learning: noting lists, forgetting old ones, learning once a day."""

from __future__ import annotations

from datetime import timedelta

from pin_app.db import db, now
from pin_app.jobs import jobs
from pin_app.matches.learning import queries, services
from pin_app.matches.models import PURPOSES
from pin_app.profiles.models import Profile

OFTEN_ENOUGH = timedelta(days=1)


@jobs.task()
def note_list(profile_id: int, purpose: str, partner_ids: list[int]) -> None:
    """Note a list that a page has shown; nothing where the profile is gone or unwilling meanwhile."""
    profile = db.session.get(Profile, profile_id)
    if profile is not None and profile.matchable:
        services.note_shown(profile_id, purpose, partner_ids)
    db.session.commit()


@jobs.task()
def learn_now(purpose: str) -> None:
    """Learn and compare at once, because staff asked."""
    services.learn(purpose)
    db.session.commit()


@jobs.task(every_minutes=30)
def keep_learning() -> None:
    """Forget old lists, and learn anew where answers have come since the last time, once a day at most."""
    services.forget_old()
    for purpose in PURPOSES:
        last, known = queries.newest(purpose), len(queries.examples(purpose))
        fresh = last is None or last.figures.get("answers") != known
        if fresh and (last is None or now() - last.made_at > OFTEN_ENOUGH):
            services.learn(purpose)
    db.session.commit()
