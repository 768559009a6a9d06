"""The engine's front: learn a network of parties, suggest partners both ways, say why, keep up with
changes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Self

import numpy as np

from matching import storing
from matching.board import Board, make_board
from matching.encoder import Encoder, EncoderError
from matching.explaining import Corner, explain
from matching.giving import Capacity, give_out
from matching.implied import all_statements
from matching.meaning import Encodings, Meaning
from matching.normalise import clean
from matching.nothing import why_nothing
from matching.packaged import open_encoder
from matching.parties import Party, check_party
from matching.ranking import Found, Progress, rank_all, rank_guest
from matching.reasons import Reason
from matching.rules import check_purpose, does_business, invests, seeks
from matching.scoring import Blend, chance
from matching.searching import Catalogue, Question, search
from matching.settings import BLENDS, PLAUSIBLE
from matching.spread import Fairness
from matching.statements import ReadyStatement, free_text
from matching.suggestions import Suggestion
from matching.vocabulary import BUSINESS, INVESTMENT, PURPOSES

log = logging.getLogger(__name__)
_SPARE = 3  # with a cap, so many times k candidates are ranked


class Matcher:
    """Two-sided matching of parties; see `docs/matching.md`.

    `encoder` is "auto" (the packaged one, in a child process), None (words and structure only) or any object
    with `.name` and `.encode(texts)`. Suggestions below `floor` are not given.
    """

    def __init__(
        self,
        encoder: Encoder | Literal["auto"] | None = "auto",
        floor: float = PLAUSIBLE,
        blends: Mapping[str, Blend] | None = None,
    ) -> None:
        self.floor = floor
        self.blends = dict(blends or BLENDS)
        self.encoder = open_encoder() if encoder == "auto" else encoder
        self.encoder_problem: str | None = None
        self.fairness_: Fairness | None = None
        self._catalogue: Catalogue | None = None
        self.meaning_ = Meaning(self.encoder)
        self.boards_: dict[str, Board] = {}
        self.parties_: dict[str, Party] = {}

    @property
    def encoder_name(self) -> str | None:
        """Name of the encoder that serves, or None while the engine works without one."""
        return None if self.meaning_.encoder is None else self.meaning_.encoder.name

    def fit(self, parties: Iterable[Party]) -> Self:
        """Learn from these parties and make them searchable; a wrong type or a double id is a ValueError."""
        self.parties_ = _by_id(parties)
        said = {p: [all_statements(party, p) for party in self._taking_part(p)] for p in PURPOSES}
        everything = [s for purpose in PURPOSES for own in said[purpose] for s in own]
        encodings = self._encoded(everything)
        self._catalogue = None
        self.meaning_.fit(everything, encodings)
        self.boards_ = {p: self._board(self._taking_part(p), said[p], encodings) for p in PURPOSES}
        return self

    def suggest(self, party_id: str, k: int = 10, purpose: str = BUSINESS) -> list[Suggestion]:
        """The k best partners of a known party, best first; a KeyError for an id that is not known."""
        return self.suggest_for(self.parties_[party_id], k, purpose)

    def suggest_for(self, party: Party, k: int = 10, purpose: str = BUSINESS) -> list[Suggestion]:
        """The k best partners of any party, whether or not others can see it."""
        board = self.boards_[check_purpose(purpose)]
        guest = self._guest(party, purpose)
        if guest is None:
            return []
        blend = self.blends[purpose]
        found = rank_guest(guest, board, k, purpose, blend)
        return self._suggestions(Corner(guest, 0), board, found, purpose, True)

    def suggest_all(
        self,
        k: int = 10,
        purpose: str = BUSINESS,
        capacity: Capacity = True,
        progress: Progress | None = None,
        reasons: bool = True,
        shown: int | None = None,
    ) -> dict[str, list[Suggestion]]:
        """The best partners of every party, spread fairly: with `capacity` nobody is shown more often than
        its loose cap allows, and "strict" makes all about equally often shown.

        Of the k only the first `shown` are spread, all by default; the others are spares for partners that
        are put aside. `fairness_` holds the figures of the run afterwards.
        """
        board = self.boards_[check_purpose(purpose)]
        wide = _SPARE * k if capacity else k
        found = dict(rank_all(board, wide, purpose, self.blends[purpose], progress))
        given, self.fairness_ = give_out(board, found, self.floor, k, capacity, shown)
        out: dict[str, list[Suggestion]] = {party_id: [] for party_id in self.parties_}
        for row, partners in given.items():
            corner = Corner(board, row)
            out[corner.party.id] = self._suggestions(corner, board, partners, purpose, reasons)
        return out

    def why_nothing(self, party_id: str, purpose: str = BUSINESS) -> tuple[Reason, ...]:
        """Codes and facts on why a known party gets no suggestion above the floor, or could get better
        ones."""
        party = self.parties_[party_id]
        best = self.suggest(party_id, 1, purpose)
        return why_nothing(
            party,
            self.boards_[check_purpose(purpose)].parties,
            purpose,
            best[0].score if best else None,
            self.floor,
        )

    def update(self, parties: Iterable[Party]) -> Self:
        """Add or replace parties; they are searchable at once, with what `fit` has learned."""
        changed = _by_id(parties)
        self.remove([party_id for party_id in changed if party_id in self.parties_])
        self.parties_.update(changed)
        for purpose in PURPOSES:
            fresh = [party for party in changed.values() if _takes_part(party, purpose)]
            if fresh:
                board = self._board(fresh, [all_statements(party, purpose) for party in fresh])
                self.boards_[purpose] = self.boards_[purpose].joined(board)
        return self

    def remove(self, ids: Iterable[str]) -> Self:
        """Forget parties; ids that are not known are passed over."""
        gone = set(ids)
        self._catalogue = None
        self.parties_ = {key: party for key, party in self.parties_.items() if key not in gone}
        for purpose, board in self.boards_.items():
            rows = [row for row, party in enumerate(board.parties) if party.id not in gone]
            if len(rows) < len(board):
                self.boards_[purpose] = board.take(np.array(rows, dtype=np.int64))
        return self

    def similar(self, text: str, k: int = 10) -> list[tuple[str, float]]:
        """The k parties that say something most like `text`, in any writing, with a likeness in [0, 1]."""
        asked = clean(text)
        if not asked or not self.boards_:
            return []
        if self._catalogue is None:
            self._catalogue = Catalogue.of(self.boards_, self.meaning_)
        said = free_text(asked)
        seen = self._encodings(said)
        meaning = self.meaning_
        question = Question(asked, meaning.query(said, seen), meaning.subject(said, seen))
        return search(question, self.boards_, self._catalogue, k)

    def save(self, folder: str | Path) -> None:
        """Write the fitted state into a folder (JSON and npz); the encoder itself is not written."""
        storing.write(Path(folder), self.parties_.values(), self.meaning_, self.boards_, self.floor)

    @classmethod
    def load(cls, folder: str | Path, encoder: Encoder | Literal["auto"] | None = "auto") -> Matcher:
        """A saved matcher, ready without encoding anything; the encoder must be the one it was fitted
        with."""
        words, figures = storing.read(Path(folder))
        matcher = cls(encoder if words["encoder"] else None, words["floor"])
        if (matcher.encoder.name if matcher.encoder else None) != words["encoder"]:
            raise storing.StoreError(
                f"{folder}: fitted with the encoder {words['encoder']}, which is not there"
            )
        matcher.parties_ = {p.id: p for p in map(storing.party_from, words["parties"])}
        learned = {name.removeprefix("meaning."): array for name, array in figures.items()}
        matcher.meaning_.restore(words["groups"], learned)
        for purpose, ids in words["boards"].items():
            matcher.boards_[purpose] = storing.board_from(
                [matcher.parties_[i] for i in ids], purpose, figures
            )
        return matcher

    def _encoded(self, statements: Sequence[ReadyStatement]) -> Encodings:
        """Set up the views anew and encode; an encoder that fails is said in `encoder_problem` and left
        out."""
        self.encoder_problem = None
        self.meaning_ = Meaning(self.encoder)
        try:
            return self.meaning_.encodings(statements)
        except EncoderError as error:
            log.warning("the engine goes on without its encoder: %s", error)
            self.encoder_problem = str(error)
            self.meaning_ = Meaning(None)
            return {}

    def _encodings(self, statements: Sequence[ReadyStatement]) -> Encodings:
        """Vectors for what came after `fit`; none where the encoder fails, and the other views serve."""
        try:
            return self.meaning_.encodings(statements)
        except EncoderError as error:
            log.warning("texts go without the encoder's view: %s", error)
            self.encoder_problem = str(error)
            return {}

    def _taking_part(self, purpose: str) -> list[Party]:
        return [party for party in self.parties_.values() if _takes_part(party, purpose)]

    def _board(
        self,
        parties: Sequence[Party],
        said: Sequence[list[ReadyStatement]],
        encodings: Encodings | None = None,
    ) -> Board:
        flat = [s for own in said for s in own]
        known = self._encodings(flat) if encodings is None else encodings
        return make_board(parties, said, self.meaning_.vectors(said, known))

    def _guest(self, party: Party, purpose: str) -> Board | None:
        check_party(party)
        if not _takes_part(party, purpose):
            return None
        if self.parties_.get(party.id) == party:
            board = self.boards_[purpose]
            row = next(row for row, known in enumerate(board.parties) if known.id == party.id)
            return board.take(np.array([row], dtype=np.int64))
        return self._board([party], [all_statements(party, purpose)])

    def _suggestions(
        self, me: Corner, board: Board, found: Sequence[Found], purpose: str, reasons: bool
    ) -> list[Suggestion]:
        blend = self.blends[purpose]
        out = []
        for partner in self._above_floor(found):
            them = Corner(board, partner.row)
            why = explain(me, them, partner, purpose, blend) if reasons else ()
            out.append(
                Suggestion(
                    them.party.id,
                    round(chance(partner.joined), 6),
                    _direction(partner.forward),
                    _direction(partner.backward),
                    why,
                )
            )
        return out

    def _above_floor(self, found: Sequence[Found]) -> list[Found]:
        return [partner for partner in found if chance(partner.joined) >= self.floor]


def _by_id(parties: Iterable[Party]) -> dict[str, Party]:
    known: dict[str, Party] = {}
    for party in parties:
        check_party(party)
        if party.id in known:
            raise ValueError(f"party {party.id!r}: the id is given twice")
        known[party.id] = party
    return known


def _takes_part(party: Party, purpose: str) -> bool:
    return (
        does_business(party)
        if purpose == BUSINESS
        else purpose == INVESTMENT and (invests(party) or seeks(party))
    )


def _direction(log_odds: float) -> float | None:
    return None if np.isnan(log_odds) else round(chance(log_odds), 6)
