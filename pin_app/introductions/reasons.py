"""Codes that are kept with a step, and what they say: events, why something ended, how consent was given."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

EVENTS = {
    "propose": _l("Proposed"),
    "request": _l("Requested by the first side"),
    "edit_message": _l("Message changed"),
    "assign": _l("Assigned"),
    "postpone": _l("Postponed"),
    "reject": _l("Rejected by staff"),
    "approve": _l("Approved by staff"),
    "ask_first": _l("First side asked"),
    "first_yes": _l("First side said yes"),
    "first_no": _l("First side said no"),
    "ask_second": _l("Second side asked"),
    "second_yes": _l("Second side said yes"),
    "second_no": _l("Second side said no"),
    "introduce": _l("Introduced: both know how to reach each other"),
    "meet": _l("They have met"),
    "record_outcome": _l("Outcome recorded"),
    "remind": _l("Reminded"),
    "expire": _l("Expired without an answer"),
    "withdraw": _l("Withdrawn"),
    "report": _l("A problem was reported"),
    "settle": _l("The problem was looked into"),
}
WITHDRAWALS = {
    "no_time": _l("I have no time for it now"),
    "other_partner": _l("I have found somebody else"),
    "no_answer": _l("The other side does not answer"),
    "not_fitting": _l("It does not fit after all"),
    "plans_changed": _l("My plans have changed"),
    "other": _l("Another reason"),
}
REPORTS = {
    "unfriendly": _l("Unfriendly or threatening behaviour"),
    "not_genuine": _l("The other side is not who they say they are"),
    "money": _l("Somebody asks for money in an odd way"),
    "working_conditions": _l("Something about working conditions"),
    "data": _l("My contact details are misused"),
    "other": _l("Something else"),
}
REJECTIONS = {
    "weak": _l("The two do not fit well enough"),
    "not_ready": _l("One side is not ready yet"),
    "risk": _l("There is a risk that is not cleared up"),
    "known": _l("They know each other already"),
    "competitors": _l("They are competitors"),
    "other": _l("Another reason"),
}
STAFF_ENDS = {
    "asked_us": _l("One side asked us to"),
    "no_contact": _l("They did not get in touch with each other"),
    "risk": _l("There is a risk that is not cleared up"),
    "mistake": _l("It was a mistake"),
    "other": _l("Another reason"),
}
WAYS = {
    "by_phone": _l("by phone"),
    "in_person": _l("in person"),
    "in_writing": _l("in writing"),
    "by_message": _l("by WhatsApp or text message"),
}
BY_ITSELF = {
    "settled": _l("A reported problem was looked into"),
    "own_request": _l("They asked for it themselves"),
    "left": _l("One side has left the network or withdrawn consent"),
    "no_answer_in_time": _l("No answer in time"),
    "no_room_in_time": _l("The second side could not be asked in time"),
}
REASONS = {**WITHDRAWALS, **REPORTS, **STAFF_ENDS, **REJECTIONS, **WAYS, **BY_ITSELF}
