"""What the engine may learn from: which partners people took, refused and met."""

from __future__ import annotations

from pin_app.introductions.actors import Actor
from pin_app.introductions.models import Introduction
from pin_app.introductions.signals import answered


def tell_engine(introduction: Introduction, by: Actor, what: str) -> None:
    """Tell the rooms that learn that a side accepted, declined or met the other."""
    answered.send(Introduction, introduction=introduction, side=by.who, answer=what)
