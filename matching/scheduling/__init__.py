"""Meetings of two at tables in slots: a timetable without clashes, near the best total, and explained.

plan = schedule(Problem(people, slots, tables, candidates), seconds=60)
plan.meetings, plan.total, plan.bound, plan.explain("somebody")
"""

from matching.scheduling.checking import LOCK_CODES, ImpossibleLock
from matching.scheduling.plan import Changes, EmptyPlace, Explanation, Plan, Progress, UnmetWish
from matching.scheduling.problem import (
    Candidate,
    Lock,
    Meeting,
    Person,
    Problem,
    Stability,
    Weights,
    Wish,
)
from matching.scheduling.reasons import EMPTY_CODES, UNMET_CODES
from matching.scheduling.scheduling import schedule

__all__ = [
    "EMPTY_CODES",
    "LOCK_CODES",
    "UNMET_CODES",
    "Candidate",
    "Changes",
    "EmptyPlace",
    "Explanation",
    "ImpossibleLock",
    "Lock",
    "Meeting",
    "Person",
    "Plan",
    "Problem",
    "Progress",
    "Stability",
    "UnmetWish",
    "Weights",
    "Wish",
    "schedule",
]
