"""Every empty place and every unmet wish has a reason, and every reason is true."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scheduling import EMPTY_CODES, UNMET_CODES, EmptyPlace, Plan, Problem, UnmetWish, schedule
from tests.matching.scheduling.judge import inserted, overdone
from tests.matching.scheduling.markets import disturbed, problems

MANY = settings(max_examples=80, deadline=None)


class Truth:
    """What is so, found out from the problem and the meetings alone."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.problem = plan, plan.problem
        self.people = {person.id: person for person in self.problem.people}
        self.values = {frozenset((c.first, c.second)): self.problem.value(c) for c in self.problem.candidates}
        self.no = {
            frozenset((c.first, c.second))
            for c in self.problem.candidates
            if "no" in (c.first_wishes, c.second_wishes)
        }
        self.met = {frozenset((m.first, m.second)): m.slot for m in plan.meetings}

    def slots_of(self, person: str) -> set[int]:
        return {slot for pair, slot in self.met.items() if person in pair}

    def full(self, person: str) -> bool:
        most = self.people[person].most
        return most is not None and len(self.slots_of(person)) >= most

    def open_partners(self, person: str) -> list[str]:
        return [
            next(iter(pair - {person}))
            for pair in self.values
            if person in pair and pair not in self.no and pair not in self.met
        ]

    def rests(self, person: str, slot: int) -> bool:
        return bool(overdone(self.problem, self.people[person], {*self.slots_of(person), slot}))

    def fits(self, one: str, other: str, slot: int) -> bool:
        return inserted(self.problem, self.plan.meetings, one, other, slot)


def check_empty(truth: Truth, place: EmptyPlace) -> None:
    person, slot, code, facts = place.person, place.slot, place.reason.code, place.reason.facts
    partners = truth.open_partners(person)
    assert set(facts) == set(EMPTY_CODES[code])
    assert slot not in truth.slots_of(person)
    assert (code == "absent") == (slot not in truth.people[person].slots)
    if code == "own_limit":
        assert len(truth.slots_of(person)) == facts["limit"]
        assert truth.full(person)
    elif code == "own_rest":
        assert not truth.full(person)
        assert truth.rests(person, slot)
    elif code == "no_candidates":
        assert all(pair in truth.no for pair in truth.values if person in pair)
        assert facts["said_no"] == sum(person in pair for pair in truth.no)
    elif code == "all_met":
        assert partners == []
        assert facts["met"] == len(truth.slots_of(person))
    elif code != "absent":
        check_partners(truth, place, partners)


def check_partners(truth: Truth, place: EmptyPlace, partners: list[str]) -> None:
    person, slot, code, facts = place.person, place.slot, place.reason.code, place.reason.facts
    there = [one for one in partners if slot in truth.people[one].slots]
    busy = [one for one in there if slot in truth.slots_of(one)]
    idle = [one for one in there if one not in busy]
    full = [one for one in idle if truth.full(one)]
    resting = [one for one in idle if one not in full and truth.rests(one, slot)]
    could = [one for one in idle if one not in full and one not in resting]
    fitting = [one for one in could if truth.fits(person, one, slot)]
    assert facts["partners"] == len(partners) > 0
    if code == "partners_absent":
        assert there == []
    elif code == "partners_taken":
        assert could == []
        assert (facts["busy"], facts["full"], facts["resting"]) == (len(busy), len(full), len(resting))
        assert facts["absent"] == len(partners) - len(there)
        assert facts["busy_with_better"] == sum(is_better(truth, person, one, slot) for one in busy)
    elif code == "no_table":
        assert len(could) == facts["free"]
        assert fitting == []
    else:
        worth = [truth.values[frozenset((person, one))] for one in fitting]
        assert code == ("kept_stable" if any(worth) and truth.problem.previous else "worth_nothing")
        if code == "worth_nothing":
            assert facts["free"] == len(fitting)
            assert set(worth) == {0.0}


def is_better(truth: Truth, person: str, partner: str, slot: int) -> bool:
    here = next(pair for pair, when in truth.met.items() if when == slot and partner in pair)
    return truth.values.get(here, 0.0) > truth.values[frozenset((person, partner))]


def check_wish(truth: Truth, wish: UnmetWish) -> None:
    pair, code, facts = frozenset((wish.person, wish.partner)), wish.reason.code, wish.reason.facts
    me, them = truth.people[wish.person], truth.people[wish.partner]
    common = me.slots & them.slots
    assert set(facts) == set(UNMET_CODES[code])
    assert (code == "said_no") == (pair in truth.no)
    if code == "said_no":
        return
    assert (code == "no_common_slot") == (not common)
    if code == "own_limit":
        assert me.most == 0
    elif code == "partner_limit":
        assert them.most == 0
    elif "mine" in facts:
        assert facts["slots"] == len(common)
        assert facts["mine"] == len(common & truth.slots_of(wish.person))
        assert facts["theirs"] == len(common & truth.slots_of(wish.partner))
        assert facts["full"] == tuple(one.id for one in (me, them) if truth.full(one.id))
        fitting = [slot for slot in common if truth.fits(wish.person, wish.partner, slot)]
        assert code == "kept_stable" or not fitting or truth.problem.previous
        if code == "better_meetings":
            check_worth(truth, pair, facts)
    elif code == "no_table_ever":
        assert not [slot for slot in common if truth.fits(wish.person, wish.partner, slot)]


def check_worth(truth: Truth, pair: frozenset[str], facts: object) -> None:
    assert isinstance(facts, dict)
    price = truth.problem.stability.price if truth.problem.previous else 0.0
    assert abs(facts["worth"] - truth.values[pair]) <= price + 1e-9
    assert facts["worth"] <= facts["gives_way"] + 1e-9
    assert facts["gives_way"] <= truth.plan.total + price * len(truth.met) + 1e-9


def check_all(plan: Plan) -> None:
    truth = Truth(plan)
    for place in plan.empty_places():
        check_empty(truth, place)
    for wish in plan.unmet():
        check_wish(truth, wish)
    empty = {(place.person, place.slot) for place in plan.empty_places()}
    taken = {(side, m.slot) for m in plan.meetings for side in (m.first, m.second)}
    every = {(person.id, slot) for person in plan.problem.people for slot in plan.problem.slots}
    assert empty == every - taken
    wished = {
        (one, other)
        for c in plan.problem.candidates
        for one, other, wish in ((c.first, c.second, c.first_wishes), (c.second, c.first, c.second_wishes))
        if wish in ("must", "would") and frozenset((one, other)) not in truth.met
    }
    assert {(wish.person, wish.partner) for wish in plan.unmet()} == wished


@MANY
@given(problems())
def test_every_reason_is_true(problem: Problem) -> None:
    check_all(schedule(problem))


@MANY
@given(problems(), st.data())
def test_every_reason_is_true_after_a_second_run(problem: Problem, data: st.DataObject) -> None:
    check_all(schedule(data.draw(disturbed(problem, schedule(problem).meetings))))


@MANY
@given(problems())
def test_no_single_meeting_could_be_added(problem: Problem) -> None:
    plan = schedule(problem)
    truth = Truth(plan)
    for one, other in combinations(truth.people, 2):
        pair = frozenset((one, other))
        if truth.values.get(pair, 0.0) > 0 and pair not in truth.met and pair not in truth.no:
            assert not [slot for slot in problem.slots if truth.fits(one, other, slot)]
