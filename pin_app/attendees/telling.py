"""What the second sheet of a workbook tells of the first: whose list it is, its filters, and its totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from pin_app.accounts.models import User
from pin_app.attendees import choosing, words
from pin_app.attendees.services import Counts, Listing, Tell
from pin_app.db import now
from pin_app.events.showing import local, place_of, title_of
from pin_app.i18n import language

Line = Sequence[str | int]


def telling(purpose: str, by: User | None) -> Tell:
    """Return what writes the lines of the second sheet, once the first is written."""

    def lines(listing: Listing, counts: Counts) -> Iterator[Line]:
        yield from _of_event(listing)
        yield from _of_list(listing, counts)
        yield [_("What for"), purpose]
        yield [_("Taken away by"), (by.name or by.email) if by else str(words.WAYS["command"])]
        yield []
        yield from totals(counts)

    return lines


def filters(listing: Listing) -> Iterator[str]:
    """Yield each filter in words."""
    wanted = listing.wanted
    if wanted.words:
        yield _("Holds the words: %(words)s", words=wanted.words)
    for facet in choosing.facets_of(listing.event, listing.questions, wanted):
        values = wanted.values_of(facet.key)
        if not values:
            continue
        said = ", ".join(label for value, label in facet.values if value in values)
        if facet.key in wanted.but:
            yield _("%(facet)s, left out: %(values)s", facet=facet.label, values=said)
        else:
            yield _("%(facet)s: %(values)s", facet=facet.label, values=said)


def totals(counts: Counts) -> Iterator[Line]:
    """Yield a line for each answer of each column that can be counted."""
    for total in counts.totals:
        for place, (value, count) in enumerate(total.values):
            yield ["" if place else total.heading, value or _("no answer"), count]


def _of_event(listing: Listing) -> Iterator[Line]:
    event = listing.event
    begin, end = (f"{local(event, moment):%Y-%m-%d %H:%M}" for moment in (event.starts_at, event.ends_at))
    yield [_("Event"), title_of(event, language())]
    yield [_("When"), _("%(begin)s to %(end)s (%(zone)s)", begin=begin, end=end, zone=event.time_zone)]
    yield [_("Where"), place_of(event)]


def _of_list(listing: Listing, counts: Counts) -> Iterator[Line]:
    yield [_("List"), str(words.PRESETS[listing.preset.key])]
    yield [_("People"), counts.rows]
    said = list(filters(listing)) or [_("None")]
    for place, one in enumerate(said):
        yield ["" if place else _("Filters"), one]
    if "status" not in listing.wanted.only:
        yield ["", _("Who cancelled is not in the list.")]
    yield [_("Order"), str(words.ORDERS[listing.wanted.order])]
    written = local(listing.event, now())
    yield [_("As it stood on"), f"{written:%Y-%m-%d %H:%M} ({listing.event.time_zone})"]
