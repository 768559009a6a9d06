"""What lists, filters and refusals are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences
from pin_app.registrations.words import SOURCES, STATES

__all__ = ["SOURCES", "STATES"]

PRESETS = {
    "organiser": _l("Whole list"),
    "door": _l("Door list"),
    "badges": _l("Badges"),
    "partner": _l("For partners"),
    "donor": _l("For donors"),
    "signature": _l("Signature sheet"),
}
ABOUT = {
    "organiser": _l("Everybody who has not cancelled, with everything that they answered."),
    "door": _l("Those who have a place, by name, for the people at the door."),
    "badges": _l("What stands on badges, as data for a printer."),
    "partner": _l("Only people who agreed that partners get their contact, and who agree now."),
    "donor": _l(
        "No names and no contacts: each person has a pseudonym that stays the same for this event. What fewer"
        " than 5 people share is left out."
    ),
    "signature": _l("A sheet to print, on which people sign."),
}
FORMS = {
    "xlsx": (
        _l("Workbook (XLSX)"),
        _l("For reading and editing: every cell is text, phone numbers stay whole."),
    ),
    "csv-excel": (
        _l("CSV for Excel"),
        _l(
            "Opens in Excel by double click, and nothing in it calculates. Where Excel would change a cell,"
            " an apostrophe stands before it."
        ),
    ),
    "csv": (
        _l("CSV for machines"),
        _l("Unaltered, for programs. Never open it in a spreadsheet: a text in it could calculate."),
    ),
    "pdf": (_l("Paper (PDF)"), _l("To print and sign.")),
}
ORDERS = {
    "name": _l("By name"),
    "registered": _l("First registered first"),
    "newest": _l("Last registered first"),
    "organisation": _l("By organisation"),
    "country": _l("By country"),
}
FACETS = {
    "status": _l("Status"),
    "kind": _l("Type"),
    "language": _l("Language"),
    "country": _l("Country"),
    "source": _l("How they came in"),
    "in": _l("Checked in"),
}
GROUPS = {
    "who": _l("Who they are"),
    "state": _l("Registration and attendance"),
    "question": _l("Answers and consents"),
    "private": _l("Only where it is needed"),
}
WAYS = {"page": _l("On the page"), "command": _l("By a command on the server")}

sentences(
    attendees__no_event=_l("There is no event “%(event)s”. Its name is the last part of its address."),
    attendees__no_right=_l("You may not take lists of this event away. Ask its organisers or ISCOS staff."),
    attendees__no_purpose=_l("Write what the list is for."),
    attendees__long_purpose=_l("Write at most %(most)s characters."),
    attendees__not_as_this=_l("This kind of list is not made as such a file."),
    attendees__unknown_columns=_l("This kind of list cannot have these columns: %(columns)s."),
    attendees__too_many_for_paper=_l("A sheet to sign holds at most %(most)s people. Filter the list first."),
    attendees__busy=_l("Other lists are being written. Try again in half a minute."),
    attendees__no_filter_name=_l("Give the filter a name."),
    attendees__filter_there=_l("There is a filter of this name. Choose another one."),
    attendees__too_many_filters=_l("An event keeps at most %(most)s filters. Delete one first."),
)
