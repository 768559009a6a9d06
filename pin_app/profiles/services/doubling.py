"""Profiles of one party: keeping the keys by which they are found, and what staff say of two."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, or_, select

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.profiles import doubles
from pin_app.profiles.models import PartyKey, PartyKeyed, PartyVerdict, Profile

KEYED_AT_ONCE = 500


def keep_party_keys(most: int = KEYED_AT_ONCE) -> int:
    """Make the keys of some profiles that have changed since theirs were made; returns how many."""
    began = now()
    outdated = or_(PartyKeyed.at.is_(None), PartyKeyed.at <= Profile.updated_at)
    wanted = select(Profile).outerjoin(PartyKeyed, PartyKeyed.profile_id == Profile.id)
    wanted = wanted.where(Profile.state != "draft", outdated).order_by(Profile.id).limit(most)
    profiles = db.session.scalars(wanted).all()
    if profiles:
        _forget([profile.id for profile in profiles])
        keys = [
            {"key": key, "profile_id": profile.id}
            for profile in profiles
            for key in sorted(doubles.keys_of(doubles.record(profile, {})))
        ]
        if keys:
            db.session.execute(insert(PartyKey), keys)
        db.session.execute(
            insert(PartyKeyed), [{"profile_id": profile.id, "at": began} for profile in profiles]
        )
    return len(profiles)


def judge(profile: Profile, other: Profile, is_same: bool | None, by: User) -> None:
    """Keep whether two profiles are one party or two; None takes back what was said."""
    if profile.id == other.id:
        raise PinError("profile.with_itself")
    low, high = sorted((profile, other), key=lambda one: one.id)
    hold(low)
    said = doubles.verdicts(low.id).get(high.id)
    if is_same is None:
        if said is not None:
            db.session.delete(said)
    elif said is None:
        db.session.add(PartyVerdict(low_id=low.id, high_id=high.id, is_same=is_same, by_id=by.id))
    else:
        said.is_same, said.by_id, said.at = is_same, by.id, now()
    db.session.flush()
    told = {True: "same", False: "different", None: "taken back"}[is_same]
    record("profile.parties_judged", profile, actor=by, other=other.public_id, verdict=told)


def _forget(ids: Sequence[int]) -> None:
    for model in (PartyKey, PartyKeyed):
        db.session.execute(delete(model).where(model.profile_id.in_(ids)))
