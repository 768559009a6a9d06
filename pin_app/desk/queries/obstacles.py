"""Why a pair is not offered now, as codes and facts; the list leaves out the same pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pin_app.desk.queries.one import Known
from pin_app.introductions import limits
from pin_app.introductions import queries as introductions
from pin_app.introductions.states import STANDING
from pin_app.profiles.models import Profile

PUT_ASIDE = ("not_now", "not_for_me")


@dataclass(frozen=True, slots=True)
class Room:
    """How often a profile was asked this month, and how often it can answer."""

    asked: int
    most: int

    @property
    def left(self) -> int:
        """How many more questions it can answer."""
        return max(0, self.most - self.asked)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason; `staff_only` ones are a decision of staff that can be taken back."""

    code: str
    facts: dict[str, Any]


def room_of(profile: Profile) -> Room:
    """Return the room that a profile has this month."""
    most = limits.CAPACITY if profile.capacity is None else profile.capacity
    return Room(most - introductions.room_left(profile), most)


def found(known: Known, both: tuple[Profile, Profile], rooms: dict[int, Room], today: date) -> list[Obstacle]:
    """Return all that stands against offering a pair today."""
    return [*_of_pair(known, both), *_of_sides(known, both, rooms), *_of_staff(known, today)]


def _of_pair(known: Known, both: tuple[Profile, Profile]) -> Iterator[Obstacle]:
    if any(past.state in STANDING for past in known.between):
        yield Obstacle("standing", {})
    elif (until := introductions.paused_until(*both)) is not None:
        yield Obstacle("resting", {"day": until.date()})
    elif known.pair is None:
        yield Obstacle("not_suggested", {})


def _of_sides(known: Known, both: tuple[Profile, Profile], rooms: dict[int, Room]) -> Iterator[Obstacle]:
    for side in both:
        if side.state != "published" or not side.matchable:
            yield Obstacle("left", {"name": side.name})
        elif rooms[side.id].most <= 0:
            yield Obstacle("closed", {"name": side.name})
        elif not rooms[side.id].left:
            yield Obstacle("no_room", {"name": side.name})
        said = known.verdicts.get(side.id)
        if said is not None and said.verdict in PUT_ASIDE:
            yield Obstacle("put_aside", {"name": side.name})


def _of_staff(known: Known, today: date) -> Iterator[Obstacle]:
    decided = known.decision
    if decided is not None and decided.state == "rejected":
        yield Obstacle("rejected", {"reason": decided.reason})
    elif decided is not None and decided.state == "postponed" and decided.until and decided.until > today:
        yield Obstacle("postponed", {"day": decided.until})
