"""What stands in a person's own calendar: rooms above add what they know of the person.

@feeds.provide
def of_registrations(user: User) -> Iterable[Entry]:
    return [entry_of(registration.event, user.language, …) for registration in …]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from pin_app.accounts.models import User
from pin_app.db import now
from pin_app.events import showing
from pin_app.events.models import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: `uid` stays the same for ever, `sequence` goes up with each change.

    `place` is where people sit, `link` where they sit before a screen, `path` the page within PIN.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    title: str
    changed_at: datetime
    sequence: int = 0
    cancelled: bool = False
    description: str = ""
    place: str = ""
    link: str = ""
    path: str = ""


Provider = Callable[[User], Iterable[Entry]]
KEPT = timedelta(days=366)
ENTRIES_MOST = 500
_PROVIDERS: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Have a room above fill in what it knows of a person; called when the room is imported."""
    _PROVIDERS.append(provider)
    return provider


def entries_of(user: User) -> list[Entry]:
    """Return a person's entries of the last year and to come, each once: the room that came last wins.

    Never more than some hundred: what comes next stands before what comes late, and that before what is over.
    """
    present, since = now(), now() - KEPT
    found = {entry.uid: entry for provider in _PROVIDERS for entry in provider(user)}
    recent = (entry for entry in found.values() if entry.ends_at > since)
    nearest = sorted(recent, key=lambda entry: (entry.ends_at <= present, abs(entry.ends_at - present)))
    return sorted(nearest[:ENTRIES_MOST], key=lambda entry: (entry.starts_at, entry.uid))


def entry_of(event: Event, language: str, has_place: bool = False, path: str = "") -> Entry:
    """Return the entry of a whole event; the link of an online event is for those who have a place."""
    return Entry(
        uid=event.public_id,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        time_zone=event.time_zone,
        title=showing.title_of(event, language),
        changed_at=event.changed_at,
        sequence=event.sequence,
        cancelled=event.state == "cancelled",
        description=showing.in_language(event.summaries, language, event.language),
        place=showing.place_of(event),
        link=event.online_url if has_place else "",
        path=path or url_for("events.show", public_id=event.public_id),
    )
