"""What the scheduler answers with: the meetings, how good they are, and why what is missing is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol

from matching.reasons import Reason
from matching.scheduling.problem import Meeting, Problem, Wish

Stopped = Literal["done", "time", "cancelled"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: best total and upper bound so far (infinite before there is one), seconds."""

    step: str
    total: float
    bound: float
    meetings: int
    seconds: float

    def __str__(self) -> str:
        share = f"{100 * self.total / self.bound:.2f} %" if 0 < self.bound < float("inf") else "-"
        reached = f"{self.meetings:6d} meetings  best {self.total:10.3f}  bound {self.bound:10.3f}  {share}"
        return f"{self.seconds:6.1f} s  {self.step:8s} {reached}"


@dataclass(frozen=True, slots=True)
class Changes:
    """A plan compared with the previous one: each tuple holds meetings of the plan they are named after.

    `dropped` (of the previous plan), `moved` and `added` count against `Stability.most`. `forced` are those
    of the previous plan that could no longer stand, `uncounted` are meetings that come in their place or are
    locked.
    """

    kept: tuple[Meeting, ...] = ()
    moved: tuple[Meeting, ...] = ()
    added: tuple[Meeting, ...] = ()
    dropped: tuple[Meeting, ...] = ()
    forced: tuple[Meeting, ...] = ()
    uncounted: tuple[Meeting, ...] = ()

    @property
    def count(self) -> int:
        """How many changes were made that were not forced."""
        return len(self.moved) + len(self.added) + len(self.dropped)


@dataclass(frozen=True, slots=True)
class EmptyPlace:
    """A slot in which a person has no meeting, and why; codes in `matching.scheduling.reasons`."""

    person: str
    slot: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """A "must" or "would" of a person that was not met, and why."""

    person: str
    partner: str
    wish: Wish
    reason: Reason


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a person did not get."""

    person: str
    empty: tuple[EmptyPlace, ...]
    unmet: tuple[UnmetWish, ...]


class Explainer(Protocol):
    """Whoever can say why a person lacks what it lacks."""

    def person(self, name: str) -> Explanation:
        """All empty slots and unmet wishes of a person."""

    def empty(self, name: str) -> tuple[EmptyPlace, ...]:
        """The empty slots of a person."""

    def unmet(self, name: str) -> tuple[UnmetWish, ...]:
        """The unmet wishes of a person."""


@dataclass(frozen=True)
class Plan:
    """A timetable without clashes.

    `total` is the sum of the values of its meetings, `bound` what no timetable can exceed (see `bound.py`:
    the linear relaxation, without regard to fairness and stability). `seconds` is time on the clock, `cpu`
    processor time. `stopped` says whether the run was done or was ended by time or by its caller.
    """

    problem: Problem
    meetings: tuple[Meeting, ...]
    total: float
    bound: float
    seconds: float
    cpu: float
    stopped: Stopped
    changes: Changes
    explainer: Explainer = field(repr=False, compare=False)

    @property
    def gap(self) -> float:
        """The share of the bound that is missing from the total; 0 where nothing can be reached."""
        return max(0.0, 1 - self.total / self.bound) if self.bound > 0 else 0.0

    @cached_property
    def agendas(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of each person, in the order of the slots."""
        order = {slot: place for place, slot in enumerate(self.problem.slots)}
        found: dict[str, list[Meeting]] = {person.id: [] for person in self.problem.people}
        for meeting in sorted(self.meetings, key=lambda one: order[one.slot]):
            found[meeting.first].append(meeting)
            found[meeting.second].append(meeting)
        return {person: tuple(meetings) for person, meetings in found.items()}

    @cached_property
    def without_meeting(self) -> tuple[str, ...]:
        """Who has no meeting at all."""
        return tuple(person for person, meetings in self.agendas.items() if not meetings)

    def explain(self, person: str) -> Explanation:
        """Why each empty slot of a person is empty and each wish unmet; KeyError for an unknown person."""
        return self.explainer.person(person)

    def empty_places(self) -> tuple[EmptyPlace, ...]:
        """Every slot of every person without a meeting, with its reason."""
        return tuple(place for person in self.problem.people for place in self.explainer.empty(person.id))

    def unmet(self) -> tuple[UnmetWish, ...]:
        """Every "must" and "would" that was not met, with its reason."""
        return tuple(wish for person in self.problem.people for wish in self.explainer.unmet(person.id))
