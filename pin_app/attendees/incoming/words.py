"""What columns, outcomes, doubts and refusals of lists that are brought in are called."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pin_app.attendees.incoming.headings import SURNAME_FIRST
from pin_app.errors import sentences

TARGETS = {
    "given_name": _l("Given name"),
    "surname": _l("Surname"),
    "full_name": _l("Whole name, given name first"),
    SURNAME_FIRST: _l("Whole name, surname first"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "whatsapp_ok": _l("Can be reached on WhatsApp (yes or no)"),
    "organisation": _l("Organisation"),
    "role": _l("Role"),
    "kind": _l("Type"),
    "sector": _l("Sector"),
    "city": _l("City"),
    "country": _l("Country"),
    "language": _l("Language that PIN writes in"),
    "status": _l("Comes, waits or does not come"),
    "note": _l("Notes of the organisers"),
    "reference": _l("Reference in PIN"),
}
IMPORT_STATES = {
    "draft": _l("Columns to be looked at"),
    "checking": _l("Being checked"),
    "checked": _l("Checked, nothing stored"),
    "storing": _l("Being stored"),
    "stored": _l("Stored"),
    "undone": _l("Taken back"),
}
TONES = {"stored": "good", "undone": "neutral", "checked": "warn", "draft": "warn"}
OUTCOMES = {
    "created": _l("New"),
    "waiting": _l("New, on the waiting list"),
    "changed": _l("Changed"),
    "unchanged": _l("As before"),
    "left_out": _l("Left out"),
    "refused": _l("Refused"),
}
OUTCOME_TONES = {
    "created": "good", "waiting": "strong", "changed": "warn", "unchanged": "neutral", "left_out": "neutral",
    "refused": "bad",
}  # fmt: skip


def row_place(number: int) -> str:
    """The place of a remark that is about a whole row."""
    return str(_("row %(row)s", row=number))


sentences(
    attendees__nothing_sent=_l("Choose a file, or paste some lines."),
    attendees__both_sent=_l("Send a file or paste lines, not both."),
    attendees__too_much_pasted=_l("Paste at most %(most)s characters, or send a file."),
    attendees__nobody_in_it=_l("There is no row with anything in it below the headings."),
    attendees__too_many_drafts=_l("At most %(most)s lists can wait at once. Discard one first."),
    attendees__is_stored=_l("This list is being worked on, or it is stored already."),
    attendees__target_twice=_l("Two columns are set to the same thing. Leave one of them out."),
    attendees__no_name_column=_l("Say in which column the names are."),
    attendees__consents_not_shown=_l(
        "You set a column to a consent. Tick below that you can show that these people gave it, or leave the"
        " column out."
    ),
    attendees__other_report=_l("This report is not the latest one. Look at it again."),
    attendees__has_refused=_l(
        "Some rows are refused. Correct them in your file, or tick that they shall be left out."
    ),
    attendees__nothing_to_store=_l("Everything in this list is already here. There is nothing to store."),
    attendees__no_room=_l(
        "There are more people than places, and the event has no waiting list. Add places, or make the list"
        " shorter."
    ),
    attendees__may_not_bring=_l("You no longer organise this event."),
    attendees__changed_meanwhile=_l(
        "Somebody registered or changed something since the check. Nothing was stored; this is the report as"
        " things stand now."
    ),
    attendees__broke=_l("Something broke on our side. Nothing was stored, and your list is still here."),
    attendees__too_late_to_undo=_l("This list can no longer be taken back."),
    attendees__gone_since=_l(
        "Registrations of this list have been erased since. It cannot be taken back as a whole."
    ),
    attendees__touched_since=_l(
        "It cannot be taken back: something has happened with %(count)s of these registrations since, such as"
        " a mail, a check-in or a change (%(references)s). Cancel registrations one by one instead."
    ),
    attendees__sum=_l("This row looks like the sum below a list. It is left out."),
    attendees__nobody=_l("No name, e-mail or phone stands in this row."),
    attendees__no_name=_l("This row needs a given name and a surname."),
    attendees__one_name=_l("There is only one name. It stands as given name and as surname."),
    attendees__name_parted=_l("Read as given name %(given)s and surname %(surname)s."),
    attendees__first_address=_l("There are several addresses. Only %(read)s is kept."),
    attendees__phone_rounded=_l(
        "A spreadsheet has rounded this phone number (%(shown)s), its last digits are lost. It is left out."
    ),
    attendees__phone_kept=_l(
        "%(shown)s cannot be dialled as a phone number. It is kept in the notes as it is written."
    ),
    attendees__unknown_word=_l("We do not know “%(shown)s”. The cell is left out."),
    attendees__unknown_language=_l("PIN does not write in “%(shown)s”. The language of the event is taken."),
    attendees__unknown_status=_l(
        "We do not know whether “%(shown)s” means that somebody comes. Read as coming."
    ),
    attendees__unknown_answer=_l("“%(shown)s” is none of the answers to this question. It is left out."),
    attendees__not_yes_or_no=_l("“%(shown)s” is neither yes nor no. The cell is left out."),
    attendees__no_day=_l("“%(shown)s” is no day. Write it as day/month/year."),
    attendees__same_as_row=_l("The same person as in row %(row)s."),
    attendees__like_row=_l("Row %(row)s has the same name or the same address. Are they two people?"),
    attendees__like_registration=_l(
        "%(reference)s has the same name or the same address. Are they two people?"
    ),
    attendees__unknown_reference=_l("Nobody at this event has the reference %(reference)s."),
    attendees__has_cancelled=_l("%(reference)s has cancelled, and is not signed up again."),
    attendees__not_cancelled=_l(
        "Your list says that %(reference)s does not come. A list cancels nobody: do it on the person's page."
    ),
    attendees__state_stays=_l("A list changes no places: %(reference)s stays as it is in PIN."),
    attendees__email_stays=_l("PIN has another address for %(reference)s (%(email)s), which stays."),
    attendees__says_no=_l("Your list says that this person does not come."),
)
