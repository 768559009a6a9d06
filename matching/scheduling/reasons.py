"""Why a place is empty or a wish unmet, as codes and facts; the application turns them into sentences."""

from __future__ import annotations

from typing import Final

EMPTY_CODES: Final[dict[str, tuple[str, ...]]] = {
    # About the person alone.
    "absent": (),  # not there in this slot
    "own_limit": ("limit",),  # has as many meetings as it may have
    "own_rest": (),  # a meeting here would break its rest between meetings, or its meetings in a row
    "no_candidates": ("said_no",),  # nobody to meet; with how many a side said no
    "all_met": ("met",),  # everybody it may meet it meets, in other slots
    # About those it may meet and does not: `partners` is how many they are.
    "partners_absent": ("partners",),  # none of them is there in this slot
    # Each is counted under the first that is true: absent, busy in this slot, has as many meetings as it may
    # have, needs rest. `busy_with_better`, of those busy, are in a meeting that is worth more.
    "partners_taken": ("partners", "absent", "busy", "busy_with_better", "full", "resting"),
    # Of them, `free` could come.
    "no_table": ("partners", "free", "tables"),  # each table that they could use is taken
    "kept_stable": ("partners", "free"),  # it would change the previous plan more than was asked for
    "worth_nothing": ("partners", "free"),  # such a meeting is worth nothing
}
"""Why a slot of a person is empty: code to the names of its facts."""

UNMET_CODES: Final[dict[str, tuple[str, ...]]] = {
    "said_no": ("by",),  # who said no
    "no_common_slot": (),  # never there in the same slot
    "own_limit": ("limit",),  # the person may have no meeting at all
    "partner_limit": ("limit",),  # the partner may have none
    "no_table_ever": ("slots",),  # no table can be had in any of the slots in which both are there
    # In no slot could the pair be put without others giving way. Of the `slots` in which both are there, the
    # person has another meeting in `mine`, the partner in `theirs`; `full` are those of the two who have as
    # many meetings as they may have. The meeting is worth `worth`; what would have to give way for it,
    # at the least that was found, is worth `gives_way`.
    "better_meetings": ("slots", "mine", "theirs", "full", "worth", "gives_way"),
    "others_left_out": (
        "slots",
        "mine",
        "theirs",
        "full",
        "worth",
        "gives_way",
    ),  # somebody would have no meeting
    "locked_meetings": ("slots", "mine", "theirs", "full"),  # only locked meetings could give way
    "kept_stable": ("slots", "mine", "theirs", "full"),  # would change the previous plan more than asked for
}
"""Why a wish was not met: code to the names of its facts."""
