"""The least that gives way for a wish is found without trying every slot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from matching.scheduling import Problem, schedule
from matching.scheduling.explaining import Explainer
from matching.scheduling.giving_way import swap
from tests.matching.scheduling.markets import problems


@settings(max_examples=50, deadline=None)
@given(problems())
def test_nothing_that_takes_less_is_passed_over(problem: Problem) -> None:
    explainer = schedule(replace(problem, fairness=0.0)).explainer
    assert isinstance(explainer, Explainer)
    state, aim = explainer.state, explainer.aim
    for pair in range(len(state.ends)):
        if state.slot_of[pair] >= 0:
            continue
        slots = np.flatnonzero(state.board.allowed[pair]).tolist()
        every = [found for slot in slots if (found := swap(state, aim, pair, slot))]
        tried = explainer._ways(pair, slots)
        assert bool(every) == bool(tried)
        if every:
            assert explainer._why_not(tried) == explainer._why_not(every)
