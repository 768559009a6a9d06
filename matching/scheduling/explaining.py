"""Why a person has no meeting in a slot, and why a wish was not met; every statement holds for the plan."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property

import numpy as np

from matching.reasons import Fact, Reason
from matching.scheduling.aim import Aim
from matching.scheduling.board import Floats
from matching.scheduling.giving_way import TOLERANCE, Swap, least_at_tables, swap
from matching.scheduling.plan import EmptyPlace, Explanation, UnmetWish
from matching.scheduling.problem import Candidate
from matching.scheduling.state import State


class Explainer:
    """Answers for one finished timetable."""

    def __init__(self, state: State, aim: Aim) -> None:
        self.state, self.aim, self.board = state, aim, state.board
        self.problem = state.board.problem
        self.ids = [person.id for person in self.problem.people]
        self.asked: dict[str, list[Candidate]] = {name: [] for name in self.ids}
        for candidate in self.problem.candidates:
            self.asked[candidate.first].append(candidate)
            self.asked[candidate.second].append(candidate)
        self.known: list[list[int]] = [[] for _ in self.ids]
        for pair, (one, other) in enumerate(state.ends):
            if self.board.locked[pair] == -1 or state.slot_of[pair] >= 0:
                self.known[one].append(pair)
                self.known[other].append(pair)

    def person(self, name: str) -> Explanation:
        """All empty slots and unmet wishes of a person."""
        return Explanation(name, self.empty(name), self.unmet(name))

    def empty(self, name: str) -> tuple[EmptyPlace, ...]:
        """The empty slots of a person."""
        place = self.board.places[name]
        day = self.state.with_whom[place]
        return tuple(
            EmptyPlace(name, number, self._empty(place, slot))
            for slot, number in enumerate(self.problem.slots)
            if day[slot] < 0
        )

    def unmet(self, name: str) -> tuple[UnmetWish, ...]:
        """The unmet wishes of a person."""
        found = (self._wish(name, candidate) for candidate in self.asked[name])
        return tuple(wish for wish in found if wish)

    def _empty(self, person: int, slot: int) -> Reason:
        state = self.state
        if not self.board.there[person, slot]:
            return Reason("absent")
        if state.count[person] >= state.limits[person]:
            return Reason("own_limit", {"limit": state.limits[person]})
        if not state.open_to[person] >> slot & 1:
            return Reason("own_rest")
        known = self.known[person]
        if not known:
            no = sum(
                1 for one in self.asked[self.ids[person]] if "no" in (one.first_wishes, one.second_wishes)
            )
            return Reason("no_candidates", {"said_no": no})
        open_pairs = [pair for pair in known if state.slot_of[pair] < 0]
        if not open_pairs:
            return Reason("all_met", {"met": len(known)})
        return self._partners(person, slot, open_pairs)

    def _partners(self, person: int, slot: int, pairs: list[int]) -> Reason:
        how = Counter(self._partner(person, slot, pair) for pair in pairs)
        count = len(pairs)
        for code in ("worth_nothing", "kept_stable", "no_table"):
            if how[code]:
                tables = {"tables": self.problem.tables_in(self.problem.slots[slot])}
                more = tables if code == "no_table" else {}
                return Reason(code, {"partners": count, "free": how[code], **more})
        if how["absent"] == count:
            return Reason("partners_absent", {"partners": count})
        return Reason(
            "partners_taken",
            {
                "partners": count,
                "absent": how["absent"],
                "busy": how["busy"] + how["busy_with_better"],
                "busy_with_better": how["busy_with_better"],
                "full": how["full"],
                "resting": how["resting"],
            },
        )

    def _partner(self, person: int, slot: int, pair: int) -> str:
        """What keeps the other side of a pair that does not meet from this slot."""
        state = self.state
        one, other = state.ends[pair]
        partner = other if one == person else one
        if not self.board.there[partner, slot]:
            return "absent"
        busy = state.with_whom[partner][slot]
        if busy >= 0:
            return "busy_with_better" if state.value[busy] > state.value[pair] else "busy"
        if state.count[partner] >= state.limits[partner]:
            return "full"
        if not state.open_to[partner] >> slot & 1:
            return "resting"
        if not state.pool_open[state.pool[pair]] >> slot & 1:
            return "no_table"
        return "kept_stable" if state.value[pair] > 0 else "worth_nothing"

    def _wish(self, name: str, candidate: Candidate) -> UnmetWish | None:
        mine = name == candidate.first
        wish = candidate.first_wishes if mine else candidate.second_wishes
        partner = candidate.second if mine else candidate.first
        if wish not in ("must", "would"):
            return None
        pair = self.board.pair(name, partner)
        if pair is not None and self.state.slot_of[pair] >= 0:
            return None
        return UnmetWish(name, partner, wish, self._unmet(name, partner, pair))

    def _unmet(self, name: str, partner: str, pair: int | None) -> Reason:
        if pair is None:
            return Reason("said_no", {"by": (partner,)})
        me, them = self.board.places[name], self.board.places[partner]
        common = np.flatnonzero(self.board.there[me] & self.board.there[them]).tolist()
        if not common:
            return Reason("no_common_slot")
        for code, side in (("own_limit", me), ("partner_limit", them)):
            if self.state.limits[side] == 0:
                return Reason(code, {"limit": 0})
        able = [slot for slot in common if self.state.allowed[pair] >> slot & 1]
        if not able:
            return Reason("no_table_ever", {"slots": len(common)})
        full = tuple(self.ids[one] for one in (me, them) if self._full(one))
        facts: dict[str, Fact] = {
            "slots": len(common),
            "mine": sum(self.state.with_whom[me][slot] >= 0 for slot in common),
            "theirs": sum(self.state.with_whom[them][slot] >= 0 for slot in common),
            "full": full,
        }
        swaps = self._ways(pair, able)
        if not swaps:
            return Reason("locked_meetings", facts)
        code, best = self._why_not(swaps)
        worth: dict[str, Fact] = {"worth": self.aim.gain(pair, best.slot), "gives_way": best.gives_way}
        return Reason(code, {**facts, **worth} if code != "kept_stable" else facts)

    def _ways(self, pair: int, slots: list[int]) -> list[Swap]:
        """The swaps that put a pair in, without those that surely take more from others than one found."""
        hope = {slot: self.aim.gain(pair, slot) - self._at_least(pair, slot) for slot in slots}
        found: list[Swap] = []
        best = -math.inf
        for slot in sorted(slots, key=lambda one: (-hope[one], one)):
            if hope[slot] < best - TOLERANCE:
                break
            way = swap(self.state, self.aim, pair, slot)
            if way:
                found.append(way)
                best = max(best, self.aim.gain(pair, slot) - way.gives_way)
        return found

    def _at_least(self, pair: int, slot: int) -> float:
        """What gives way at least: whom the two sit with, or, if neither has a meeting, some full table."""
        state = self.state
        here = [state.with_whom[person][slot] for person in state.ends[pair]]
        if max(here) >= 0:
            return sum(self.aim.gain(one, slot) for one in here if one >= 0)
        pool = state.pool[pair]
        return 0.0 if state.pool_open[pool] >> slot & 1 else float(self._least[pool, slot])

    @cached_property
    def _least(self) -> Floats:
        return least_at_tables(self.state, self.aim)

    def _full(self, person: int) -> bool:
        most = self.problem.people[person].most
        return most is not None and self.state.count[person] >= most

    def _why_not(self, swaps: list[Swap]) -> tuple[str, Swap]:
        """The way that would take least from others, and why it was not gone."""
        best = max(swaps, key=lambda one: (self.aim.gain(one.pair, one.slot) - one.gives_way, -one.slot))
        if self.aim.gain(best.pair, best.slot) - best.gives_way <= TOLERANCE:
            return "better_meetings", best
        return ("others_left_out" if best.gain <= TOLERANCE else "kept_stable"), best
