"""What the desk's codes say: views, orders, decisions, why a pair is not offered, and refusals."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from pin_app.desk.queries.obstacles import Obstacle
from pin_app.directory.words import EVERY, FACETS, choices, label, place
from pin_app.errors import sentences
from pin_app.i18n import day
from pin_app.introductions.words import REJECTIONS, STATES, TONES, WAYS
from pin_app.matches.words import SENTENCES, VERDICTS, sentence, strength
from pin_app.profiles.words import DIRECTIONS, KINDS, TERMS, intent, written_in

__all__ = [
    "DIRECTIONS", "EVERY", "FACETS", "KINDS", "REJECTIONS", "SENTENCES", "STATES", "TERMS", "TONES",
    "VERDICTS", "WAYS", "choices", "intent", "label", "place", "sentence", "strength", "written_in",
]  # fmt: skip

PURPOSES = {"business": _l("Business"), "investment": _l("Investment")}
VIEWS = {
    "offered": _l("To decide"),
    "postponed": _l("Postponed"),
    "rejected": _l("Rejected"),
}
ORDERS = {"fair": _l("Fair mix"), "worth": _l("Best fit first")}
ORDERS_TOLD = {
    "fair": _l(
        "Two points for each side that is interested, one for each side that has never had an introduction, "
        "and up to one for the fit. Who was asked and said no has had a chance, who was only turned down "
        "has not."
    ),
    "worth": _l(
        "Two points for each side that is interested, and up to one for the fit, whoever had an "
        "introduction before."
    ),
}
ASSIGNED = {"": _l("Everybody's"), "me": _l("Assigned to me"), "nobody": _l("Assigned to nobody")}
RISKS = {"yes": _l("With a risk flag"), "no": _l("Without a risk flag")}
ACTIONS = {
    "assigned": _l("Assigned"),
    "postponed": _l("Postponed"),
    "rejected": _l("Rejected"),
    "undone": _l("Taken back"),
    "proposed": _l("Proposed"),
}
BOARD = {
    "requests": _l("Requests"),
    "due": _l("Due"),
    "deciding": _l("To decide"),
    "asked": _l("Asked"),
    "introduced": _l("Introduced"),
    "past": _l("Past"),
}
WAITS = {
    "staff": _l("ISCOS decides"),
    "first": _l("Answer of %(name)s"),
    "second": _l("Second yes: %(name)s"),
    "room": _l("The second side has no room at present"),
    "meeting": _l("They meet"),
    "outcome": _l("What came of it"),
    "nobody": _l("Nobody"),
}
SAID = {
    "interested": _l("interested"),
    "saved": _l("saved it"),
    "not_now": _l("not now"),
    "not_for_me": _l("not for them"),
}
WHY_NOT: dict[str, Any] = {
    "standing": _l("They are being introduced already."),
    "resting": _l("They were asked before. They can be tried again from %(day)s on."),
    "no_room": _l("%(name)s has been asked as often this month as it can answer."),
    "closed": _l("%(name)s takes no introductions at present."),
    "put_aside": _l("%(name)s has put the other aside."),
    "postponed": _l("Postponed until %(day)s."),
    "rejected": _l("Rejected: %(reason)s."),
    "not_suggested": _l("The engine no longer suggests these two to each other."),
    "left": _l("%(name)s is not published or not open to introductions now."),
}

sentences(
    desk__overtaken_assigned=_l("%(who)s has just assigned this pair. Look at it again before you go on."),
    desk__overtaken_postponed=_l("%(who)s has just postponed this pair. Look at it again before you go on."),
    desk__overtaken_rejected=_l("%(who)s has just rejected this pair. Look at it again before you go on."),
    desk__overtaken_undone=_l(
        "%(who)s has just taken a decision on this pair back. Look at it again before you go on."
    ),
    desk__overtaken_proposed=_l("%(who)s has just proposed this pair. Nothing was sent a second time."),
    desk__not_a_colleague=_l("Choose a colleague from the list."),
    desk__odd_day=_l("Choose a day from tomorrow on, within the next year."),
    desk__unknown_reason=_l("Choose one of the reasons."),
    desk__nothing_to_undo=_l("There is nothing to take back: somebody has decided anew since."),
    desk__incomplete=_l("Something was missing or not readable. Nothing was changed: try again."),
    desk__nothing_selected=_l("Choose at least one pair first."),
    desk__note_empty=_l("Write at least one word."),
    desk__note_not_yours=_l("Only who wrote a note can delete it."),
    desk__view_unnamed=_l("Give the view a name."),
    desk__too_many_views=_l("You can keep up to %(most)s views. Delete one first."),
)


def why_not(obstacle: Obstacle) -> Markup:
    """Return why a pair is not offered, in the reader's language."""
    shown = {name: _SHOWN.get(name, escape)(value) for name, value in obstacle.facts.items()}
    return Markup(str(WHY_NOT[obstacle.code])) % shown  # noqa: S704 -- our own words; facts are escaped


_SHOWN: dict[str, Any] = {
    "day": day,
    "name": lambda name: Markup("<bdi>{}</bdi>").format(name),
    "reason": lambda code: escape(REJECTIONS.get(code, code)),
}
