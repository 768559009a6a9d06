"""The network as the engine holds it in this process: made from the store, and kept in step with it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import func, or_, select

from pin_app.db import db, now, reading
from pin_app.matches import adapter, vectors
from pin_app.matches.adapter import Known
from pin_app.profiles.models import Profile, Statement

if TYPE_CHECKING:
    from matching import Matcher, Suggestion

log = logging.getLogger(__name__)
OVERLAP = timedelta(minutes=2)  # a change is dated when it is made, and seen when it is committed
READ_AT_ONCE = 2 * vectors.CHUNK  # so many unread texts are worth waiting for
MOST_AT_ONCE = 200  # with more changes than this the network is made anew


class Network:
    """The engine with all parties; `reader` reads texts, `encoder` is what serves, empty for words only."""

    def __init__(self, reader: Any | None) -> None:
        self.reader = reader
        self.known: dict[str, Known] = {}
        self.pending: list[str] = []
        self.rematched: set[int] = set()  # profiles compared one by one while everybody is compared
        self.encoder = ""
        self.seen_at: datetime = now()
        self.matcher: Matcher = adapter.new_matcher(None)
        self.shelf: vectors.KeptVectors | None = None

    def make(self) -> Network:
        """Learn all from the store: with vectors where every text is read, by words alone until then."""
        self.seen_at = now()
        with looking():
            self.known = adapter.load(adapter.in_network())
        self.pending = self._learn()
        if 0 < len(self.pending) <= READ_AT_ONCE:
            read(self.reader, self.pending)
            self.pending = self._learn()
        return self

    def unread(self) -> list[str]:
        """Return the texts that must be read before everybody can be compared by meaning."""
        if self.reader is None:
            return []
        with looking():
            known = adapter.load(adapter.in_network())
            return vectors.missing(self.reader.name, adapter.texts_of(known.values()))

    def catch_up(self, ids: Iterable[int] = ()) -> None:
        """Take over what has changed in the store since the last look, and the profiles named."""
        started = now()
        with looking():
            present = {
                str(number) for number in db.session.scalars(select(Profile.id).where(adapter.in_network()))
            }
            asked = {str(number) for number in ids} | _changed_since(self.seen_at - OVERLAP)
            fresh = (asked | (present - set(self.known))) & present
            gone = set(self.known) - present
            if len(fresh) > MOST_AT_ONCE:
                self.make()
                return
            loaded = adapter.load(adapter.in_network(), Profile.id.in_([int(key) for key in fresh]))
        self._forget(gone)
        self._take({key: known for key, known in loaded.items() if self.known.get(key) != known})
        self.seen_at = started

    def party(self, profile_id: int) -> Known | None:
        """Return a profile as a party: one of the network, or one that only looks on."""
        if found := self.known.get(str(profile_id)):
            return found
        with looking():
            loaded = adapter.load(adapter.looking_on(), Profile.id == profile_id)
        return loaded.get(str(profile_id))

    def suggest(self, known: Known, purpose: str, most: int, worth: float | None = None) -> list[Suggestion]:
        """Return the best partners of a party that take introductions; its own texts are read first."""
        self._read_first([known])
        with looking():
            given = self.matcher.suggest_for(known.party, most, purpose, worth)
        return [one for one in given if self.matcher.parties_[one.party_id].capacity != 0]

    def why_nothing(self, known: Known, purpose: str) -> list[dict[str, Any]]:
        """Return why a party has no suggestion."""
        self._read_first([known])
        with looking():
            return adapter.why_nothing(self.matcher, known, purpose)

    def kept(
        self, given: Suggestion, mine: Known, known: Mapping[str, Known] | None = None
    ) -> dict[str, Any]:
        """Return a suggestion as it is written into the store; `known` as it was when this was computed."""
        theirs = (self.known if known is None else known).get(given.party_id)
        return {
            "partner_id": int(given.party_id),
            "score": given.score,
            "forward": given.forward,
            "backward": given.backward,
            "reasons": [adapter.reason(reason, mine, theirs) for reason in given.reasons],
        }

    def _forget(self, gone: set[str]) -> None:
        if gone:
            self.matcher.remove(gone)
            self.known = {key: known for key, known in self.known.items() if key not in gone}

    def _take(self, changed: dict[str, Known]) -> None:
        if changed:
            self._read_first(changed.values())
            with looking():
                self.matcher.update([known.party for known in changed.values()])
            self.known |= changed

    def _learn(self) -> list[str]:
        """Fit the engine on everybody; returns the texts for which it would have needed vectors."""
        self.shelf, wanting = None, []
        with looking():
            if self.reader is not None:
                wanting = vectors.missing(self.reader.name, adapter.texts_of(self.known.values()))
            if self.reader is not None and not wanting:
                self.shelf = vectors.KeptVectors(self.reader.name, adapter.go_on_by_words)
            parties = [known.party for known in self.known.values()]
            self.matcher = adapter.new_matcher(self.shelf).fit(parties)
        self.encoder = self.matcher.encoder_name or ""
        return wanting

    def _read_first(self, some: Iterable[Known]) -> None:
        """Read the texts of parties that the engine does not hold yet; without them it goes on by words."""
        fresh = [one for one in some if self.known.get(one.party.id) is not one]
        if self.shelf is None or not fresh:
            return
        try:
            read(self.reader, adapter.texts_of(fresh))
        except adapter.encoder_failure():
            log.exception("the encoder failed: these parties are compared by words")


def at_hand() -> Network:
    """Return this process's network, in step with the store; the first time it is made."""
    standing: Network | None = current_app.extensions.get("pin.network")
    if standing is None:
        standing = current_app.extensions["pin.network"] = Network(open_reader()).make()
    return standing


def made_anew() -> Network:
    """Make this process's network anew from the store."""
    standing: Network | None = current_app.extensions.get("pin.network")
    if standing is None:
        return at_hand()
    return standing.make()


def open_reader() -> Any | None:
    """Return what reads texts here: a test's own, else the packaged encoder, None where there is none."""
    if "pin.reader" in current_app.extensions:
        return current_app.extensions["pin.reader"]
    return adapter.open_encoder()


def read(reader: Any, texts: list[str]) -> None:
    """Read the texts that were never read and keep their vectors; nothing is locked while they are read."""
    with looking():
        wanting = vectors.missing(reader.name, texts)
    for start in range(0, len(wanting), vectors.CHUNK):
        some = wanting[start : start + vectors.CHUNK]
        rows = reader.encode(some)
        vectors.keep(reader.name, some, rows)
        db.session.commit()


def fingerprint() -> str:
    """Return a short text that changes when a party or a statement of the network does."""
    profiles = select(func.count(), func.max(Profile.updated_at)).where(adapter.in_network())
    statements = select(func.count(), func.max(Statement.updated_at))
    facts = (*db.session.execute(profiles).one(), *db.session.execute(statements).one())
    return "|".join(str(fact) for fact in facts)


@contextmanager
def looking() -> Iterator[None]:
    """Look at the store without holding its lock for writing; ends the transaction before and after."""
    db.session.rollback()
    with reading():
        yield
        db.session.rollback()


def _changed_since(moment: datetime) -> set[str]:
    stated = select(Statement.profile_id).where(Statement.updated_at > moment)
    changed = select(Profile.id).where(or_(Profile.updated_at > moment, Profile.id.in_(stated)))
    return {str(number) for number in db.session.scalars(changed)}
