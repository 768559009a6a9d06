"""What this room's codes say: wishes, states, answers, why a place is empty, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.events import words as of_events

__all__ = ["of_events"]  # several refusals of this room are said there

WISHES = {"must": _l("I must meet them"), "would": _l("I would like to"), "no": _l("No, thank you")}
WISHES_IN_SHORT = {"must": _l("Must"), "would": _l("Would like"), "no": _l("No thanks")}
RUN_STATES = {
    "draft": _l("Draft"),
    "published": _l("Published"),
    "replaced": _l("Replaced by a newer one"),
    "rolled_back": _l("Taken back"),
}
RUN_TONES = {"draft": "warn", "published": "good", "replaced": "neutral", "rolled_back": "neutral"}
STAGES = {
    "waiting": _l("The timetable is about to be made."),
    "scoring": _l("We are comparing the profiles of all participants."),
    "solving": _l("We are looking for the best timetable."),
    "done": _l("The timetable is made."),
    "failed": _l("The timetable could not be made."),
}
MEETING_STATES = {
    "planned": _l("Planned"),
    "held": _l("Held"),
    "no_show": _l("Somebody did not come"),
    "cancelled": _l("Called off"),
}
MEETING_TONES = {"planned": "neutral", "held": "good", "no_show": "bad", "cancelled": "bad"}
ANSWERS = {
    "did_not_take_place": _l("It did not take place"),
    "not_of_interest": _l("Not of interest"),
    "informative": _l("Informative"),
    "cooperation_possible": _l("Cooperation is possible"),
}
ANSWER_TONES = {
    "did_not_take_place": "bad", "not_of_interest": "neutral", "informative": "neutral",
    "cooperation_possible": "good",
}  # fmt: skip
EMPTY: dict[str, Any] = {
    "absent": _l("Has no time."),
    "own_limit": _l("Has as many meetings as wanted (%(limit)s)."),
    "own_rest": _l("Needs a pause between meetings."),
    "no_candidates": _l(
        "There is nobody whom this person wishes for, who wishes for this person or who fits."
    ),
    "all_met": _l("Meets everybody who is possible (%(met)s), at other times."),
    "partners_absent": _l("None of those who are possible (%(partners)s) has time then."),
    "partners_taken": _l(
        "Of those who are possible (%(partners)s), %(absent)s have no time, %(busy)s sit in another meeting"
        " (%(busy_with_better)s of them in one that is worth more), and %(full)s have as many meetings as"
        " they want."
    ),
    "no_table": _l("Somebody would be possible (%(free)s), but all tables are taken."),
    "kept_stable": _l("Somebody would be possible (%(free)s), but more would change than you allowed."),
    "worth_nothing": _l("Those who are free (%(free)s) do not fit."),
}
UNMET: dict[str, Any] = {
    "said_no": _l("One of the two said “no, thank you”."),
    "no_common_slot": _l("The two never have time at once."),
    "own_limit": _l("This person can have no meeting at all."),
    "partner_limit": _l("The other can have no meeting at all."),
    "no_table_ever": _l("Whenever both have time, all tables are taken."),
    "better_meetings": _l("For this meeting others that are worth more would have to give way."),
    "others_left_out": _l("For this meeting somebody else would have no meeting at all."),
    "locked_meetings": _l("Only locked meetings could give way."),
    "kept_stable": _l("More would change than you allowed."),
}
RELEASED: dict[str, Any] = {
    "left": _l("One of the two takes no part any more."),
    "absent": _l("One of the two has no time then any more."),
    "said_no": _l("One of the two has said “no, thank you” since."),
    "over_limit": _l("One of the two would have more meetings than wanted."),
}

sentences(
    meetings__no_plan=_l("Say first how long meetings are and until when wishes are taken."),
    meetings__odd_period=_l("Wishes end after they begin, and before the event is over."),
    meetings__not_a_day=_l("Choose a day of the event."),
    meetings__odd_hours=_l("The end has to lie after the start."),
    meetings__too_many_slots=_l("An event can have at most %(most)s slots for meetings."),
    meetings__slot_used=_l("A timetable has meetings in this slot. It cannot be removed."),
    meetings__too_many_tables=_l("At most %(most)s tables, with names of at most %(longest)s characters."),
    meetings__table_used=_l("A timetable has meetings at a table that you left out. It cannot be removed."),
    meetings__tables_at_once=_l("Somebody else has just changed the tables. Reload the page and look again."),
    meetings__unknown_wish=_l("Choose one of the answers on the page."),
    meetings__not_among_them=_l("This person does not take part in the meetings any more, or you do not."),
    meetings__too_many_musts=_l("You can say “must” of at most %(most)s: as many meetings as you can have."),
    meetings__too_many_wishes=_l("You can say something of at most %(most)s people."),
    meetings__not_taking_part=_l("Meetings are for those who have a place at an event that takes place."),
    meetings__wishes_closed=_l("Wishes are not taken at the moment."),
    meetings__nothing_to_fill=_l("A timetable needs slots and tables. Set them up first."),
    meetings__too_few_people=_l("A timetable needs at least two people who take part."),
    meetings__in_the_making=_l("A timetable is being made already."),
    meetings__not_planned=_l("This meeting is not planned any more."),
    meetings__not_absent=_l("Nobody is noted as absent from this meeting any more."),
    meetings__not_editable=_l("This timetable cannot be changed. Work on the newest one."),
    meetings__not_publishable=_l("Only a finished draft of an event that takes place can be published."),
    meetings__not_earlier=_l("You can go back only to a timetable by which people went before."),
    meetings__with_itself=_l("Two people of the same firm are not put at one table."),
    meetings__no_thanks=_l("One of the two said “no, thank you” to the other."),
    meetings__all_tables_taken=_l("All tables are taken then."),
    meetings__meet_already=_l("The two meet already in this timetable."),
    meetings__sits_elsewhere=_l("%(who)s sits in another meeting then."),
    meetings__has_no_time=_l("%(who)s has no time then."),
    meetings__table_taken=_l("Table %(table)s is taken then."),
    meetings__nothing_to_say=_l("You can say how a meeting was once it is over."),
    meetings__not_both_willing=_l(
        "Only where both say that cooperation is possible, and both have a profile."
    ),
    meetings__filled_already=_l("This place is filled already, or nobody is left at it."),
    meetings__clash=_l(
        "Somebody has just put one of the two, or the table, into another meeting. Look again."
    ),
)


def why_failed(error: str) -> Any:
    """Return what happened to a timetable that was not made."""
    if error == "stalled":
        return _l("The work on it was interrupted. Please ask for it again.")
    if error == "stopped":
        return _l("It was stopped by an organiser.")
    return _l("Something broke on our side. Please ask for it again; if it happens twice, tell ISCOS.")


def why_empty(code: str, facts: Mapping[str, Any]) -> str:
    """Return why a place is empty."""
    return str(EMPTY[code]) % facts if code in EMPTY else ""


def why_released(code: str) -> str:
    """Return why a locked meeting could not be kept."""
    return str(RELEASED.get(code, _l("Another locked meeting stands in the way.")))


def why_unmet(code: str, facts: Mapping[str, Any]) -> str:
    """Return why a wish was not met."""
    return str(UNMET[code]) % facts if code in UNMET else ""
