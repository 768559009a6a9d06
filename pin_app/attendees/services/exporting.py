"""Taking a list away: made from one moment's state, noted, and only then handed out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from pin_app.accounts.models import User
from pin_app.attendees.models import AttendeeExport
from pin_app.attendees.services import writing
from pin_app.attendees.services.listing import Listing, listing_of
from pin_app.attendees.wanted import Wanted
from pin_app.audit.services import record
from pin_app.db import db, now, snapshot
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.policies import may_export
from pin_app.forms import clean_text, is_readable
from pin_app.i18n import language

PURPOSE_MOST = 500
AT_ONCE = 2  # lists that a process writes at the same time
WAIT_SECONDS = 25
Watch = Callable[[Iterable[Sequence[str]], int], Iterable[Sequence[str]]]
_desk = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to take away: which kind of list, as what, what for, of whom, which columns."""

    preset: str
    form: str
    purpose: str
    wanted: Wanted
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written: how many people, and under which headings."""

    rows: int
    columns: list[str]


def take(
    event: Event,
    order: Order,
    target: BinaryIO,
    by: User | None,
    watch: Watch | None = None,
    tell: writing.Tell | None = None,
) -> Taken:
    """Write a list in the language in use to an open file, and note who took it.

    The right is looked at again when the file is whole: one that was withdrawn meanwhile is gone. `by` is
    empty for the command line. Ends a running transaction.
    """
    purpose = purpose_of(order.purpose)
    with _in_turn():
        taken = write(event, order, target, watch, tell)
    if by is not None and not (by.is_active and may_export(by, event)):
        raise PinError("attendees.no_right")
    _note(event, order, taken, purpose, by)
    return taken


def write(
    event: Event,
    order: Order,
    target: BinaryIO,
    watch: Watch | None = None,
    tell: writing.Tell | None = None,
) -> Taken:
    """Write a list to an open file, as all stands at one moment; `tell` fills a workbook's second sheet."""
    with snapshot():
        listing = listing_of(event, order.preset, order.wanted, order.keys)
        _guard(listing, order)

        def watched(rows: writing.Rows) -> writing.Rows:
            return watch(rows, listing.total) if watch else rows

        if order.form == "xlsx":
            count = writing.workbook(listing, watched, target, tell)
        else:
            count = writing.WRITERS[order.form](listing, watched, target)
        return Taken(count, listing.head)


def purpose_of(typed: str) -> str:
    """What a list is for, in readable words."""
    found = clean_text(typed).strip()
    if not is_readable(found):
        raise PinError("attendees.no_purpose")
    if len(found) > PURPOSE_MOST:
        raise PinError("attendees.long_purpose", most=PURPOSE_MOST)
    return found


def _guard(listing: Listing, order: Order) -> None:
    if order.form not in listing.preset.forms:
        raise PinError("attendees.not_as_this")
    known = {column.key for column in listing.allowed}
    if unknown := [key for key in order.keys if key not in known]:
        raise PinError("attendees.unknown_columns", columns=", ".join(unknown))
    if order.form == "pdf" and listing.total > writing.MOST_ON_PAPER:
        raise PinError("attendees.too_many_for_paper", most=writing.MOST_ON_PAPER)


def _note(event: Event, order: Order, taken: Taken, purpose: str, by: User | None) -> None:
    way = "command" if by is None else "page"
    kept = AttendeeExport(
        event_id=event.id, by_id=by.id if by else None, at=now(), way=way, preset=order.preset,
        form=order.form, language=language(), rows=taken.rows, columns=taken.columns,
        arguments=order.wanted.arguments(), purpose=purpose,
    )  # fmt: skip
    db.session.add(kept)
    db.session.flush()
    record(
        "attendees.exported", event, actor=by, export=kept.id, preset=order.preset, form=order.form,
        rows=taken.rows, columns=len(taken.columns),
    )  # fmt: skip


@contextmanager
def _in_turn() -> Iterator[None]:
    """Write few lists at a time, so that other pages stay quick; who waits holds nothing of the store."""
    db.session.rollback()
    if not _desk.acquire(timeout=WAIT_SECONDS):
        raise PinError("attendees.busy")
    try:
        yield
    finally:
        _desk.release()
