"""The engine's front: learn a network of parties, suggest partners both ways, say why, keep up with
changes."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from matching import storing
from matching.answering import explained, suggestions
from matching.asked import check_count, check_encoder, check_fitted, check_ids, check_one_of
from matching.board import Board, in_order, make_board
from matching.catalogue import Catalogue, Question
from matching.cells import Cells
from matching.centring import Matrix
from matching.collecting import no_cycles
from matching.encoder import Encoder, EncoderError
from matching.giving import Bar, Capacity, best_given, give_out
from matching.implied import all_statements
from matching.meaning import Encodings, Meaning
from matching.nearby import rank_nearby
from matching.normalise import clean
from matching.nothing import why_nothing
from matching.packaged import open_encoder
from matching.parties import Party, by_id, check_party
from matching.ranking import Progress, rank_all, rank_guest
from matching.reading import Reading
from matching.reasons import Reason
from matching.rules import check_purpose, takes_part
from matching.scoring import Blend
from matching.searching import search
from matching.settings import BLENDS, PLAUSIBLE, WORTH
from matching.sides import on_grid
from matching.spread import Fairness
from matching.statements import ReadyStatement, free_text
from matching.suggestions import Suggestion
from matching.vocabulary import BUSINESS, PURPOSES

Said = Sequence[ReadyStatement]
log = logging.getLogger(__name__)
Index = Literal["exact", "approximate", "auto"]
APPROXIMATE_FROM = 300_000
"""From so many parties on the index is approximate, unless it is said otherwise."""
LEARN_FROM = 20_000
"""The means of languages and roles are learned from at most so many statements, evenly drawn."""

_SOME = 10
_SPARE = 3  # with a cap, so many times k candidates are ranked


class Matcher:
    """Two-sided matching of parties; see `docs/matching.md`.

    `encoder` is "auto" (the packaged one, in a child process), None (words and structure only) or any object
    with `.name` and `.encode(texts)`. Suggestions below `floor`, or below the share `worth` of the best of
    their list, are not given. `index` says whom a party is compared with: "exact" with everybody,
    "approximate" with those in the nearest cells (`cells.py`), "auto" so from `APPROXIMATE_FROM` parties of a
    purpose on.
    """

    def __init__(
        self,
        encoder: Encoder | Literal["auto"] | None = "auto",
        floor: float = PLAUSIBLE,
        blends: Mapping[str, Blend] | None = None,
        index: Index = "auto",
        worth: float = WORTH,
    ) -> None:
        check_one_of(index, ("exact", "approximate", "auto"), "index")
        self.floor, self.worth, self.index = float(floor), float(worth), index
        self.cells_: dict[str, Cells] = {}
        self.blends = dict(blends or BLENDS)
        self.encoder = check_encoder(
            open_encoder() if isinstance(encoder, str) and encoder == "auto" else encoder
        )
        self.encoder_problem: str | None = None
        self.fairness_: Fairness | None = None
        self._catalogue: Catalogue | None = None
        self._stale: set[str] = set()
        self.meaning_ = Meaning(self.encoder)
        self.boards_: dict[str, Board] = {}
        self.parties_: dict[str, Party] = {}

    @property
    def encoder_name(self) -> str | None:
        """Name of the encoder that serves, or None while the engine works without one."""
        return None if self.meaning_.encoder is None else self.meaning_.encoder.name

    def fit(self, parties: Iterable[Party]) -> Self:
        """Learn from these parties and make them searchable; a wrong type or a double id is a ValueError."""
        self.parties_ = by_id(parties)
        self._catalogue, self.encoder_problem, self._stale = None, None, set()
        taking_part = {p: in_order(self._taking_part(p)) for p in PURPOSES}
        said = {p: [all_statements(party, p) for party in taking_part[p]] for p in PURPOSES}
        try:
            self._learn(taking_part, said, self.encoder)
        except EncoderError as error:
            log.warning("the engine goes on without its encoder: %s", error)
            self.encoder_problem = str(error)
            self._learn(taking_part, said, None)
        return self

    def suggest(self, party_id: str, k: int = 10, purpose: str = BUSINESS) -> list[Suggestion]:
        """The k best partners of a known party, best first; a KeyError for an id that is not known."""
        self._board_for(purpose)
        return self.suggest_for(self.parties_[party_id], k, purpose)

    def suggest_for(
        self, party: Party, k: int = 10, purpose: str = BUSINESS, worth: float | None = None
    ) -> list[Suggestion]:
        """The k best partners of any party, whether or not others can see it; `worth` instead of the
        matcher's."""
        board, k = self._board_for(purpose), check_count(k)
        guest = self._guest(party, purpose)
        if guest is None:
            return []
        blend = self.blends[purpose]
        if purpose in self.cells_:
            best = rank_nearby(guest, board, self.cells_[purpose], k, purpose, blend)
        else:
            best = rank_guest(guest, board, k, purpose, blend)
        given = best_given(best, Bar(self.floor, self.worth if worth is None else worth))
        return [one for _, one in suggestions(explained(guest, board, blend), guest, board, given)]

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
        board, k = self._board_for(purpose), check_count(k)
        check_one_of(capacity, (True, False, "strict"), "capacity")
        wide = _SPARE * k if capacity else k
        blend, least = self.blends[purpose], min(self.floor, PLAUSIBLE)
        given, self.fairness_ = give_out(
            board,
            rank_all(board, wide, purpose, blend, least, progress),
            Bar(self.floor, self.worth),
            k,
            capacity,
            None if shown is None else check_count(shown, "shown"),
        )
        why = explained(board, board, blend) if reasons else None
        out: dict[str, list[Suggestion]] = {party_id: [] for party_id in self.parties_}
        with no_cycles():
            for row, one in suggestions(why, board, board, given):
                out[board.parties[row].id].append(one)
        return out

    def scores_among(self, ids: Iterable[str], purpose: str = BUSINESS) -> dict[tuple[str, str], float]:
        """The joined scores of the plausible pairs among some parties, each pair once in the order of its
        ids; parties that are not known, or that may not meet, have none."""
        wanted, whole = check_ids(ids), self._board_for(purpose)
        rows = [row for row, party in enumerate(whole.parties) if party.id in wanted]
        if len(rows) < 2:
            return {}
        board = whole.take(np.array(rows, dtype=np.int64))
        best = rank_all(board, len(board), purpose, self.blends[purpose], PLAUSIBLE)
        return best.scores([party.id for party in board.parties], PLAUSIBLE)

    def why_nothing(self, party_id: str, purpose: str = BUSINESS) -> tuple[Reason, ...]:
        """Codes and facts on why a known party gets no suggestion above the floor, or could get better
        ones."""
        board, party = self._board_for(purpose), self.parties_[party_id]
        best = self.suggest(party_id, _SOME, purpose)
        if best and all(self.parties_[one.party_id].capacity == 0 for one in best):
            return (Reason("partners_take_no_introductions"),)
        return why_nothing(
            party,
            board.parties,
            purpose,
            best[0].score if best else None,
            self.floor,
        )

    def update(self, parties: Iterable[Party]) -> Self:
        """Add or replace parties; they are searchable at once, with what `fit` has learned."""
        changed = by_id(parties)
        if not self.boards_:
            return self.fit(changed.values())
        taking_part = {p: [one for one in changed.values() if takes_part(one, p)] for p in PURPOSES}
        boards = {purpose: self._board(some, purpose) for purpose, some in taking_part.items() if some}
        self.remove(party_id for party_id in changed if party_id in self.parties_)
        self.parties_.update(changed)
        self._stale.update(changed)
        for purpose, board in boards.items():
            standing = self.boards_[purpose]
            self.boards_[purpose] = standing.joined(board) if len(standing) else board
        return self

    def remove(self, ids: Iterable[str]) -> Self:
        """Forget parties; ids that are not known are passed over."""
        gone = check_ids(ids)
        self._stale |= gone
        self.parties_ = {key: party for key, party in self.parties_.items() if key not in gone}
        self.boards_ = {purpose: board.without(gone) for purpose, board in self.boards_.items()}
        return self

    def similar(self, text: str, k: int = 10) -> list[tuple[str, float]]:
        """The k parties that say something most like `text`, in any writing, with a likeness in [0, 1]."""
        asked, k = clean(text), check_count(k)
        if not asked or not self.boards_:
            return []
        self.read_for_search()
        said = free_text(asked)
        seen = self._encodings(said)
        meaning = self.meaning_
        question = Question(asked, on_grid(meaning.query(said, seen)), meaning.subject(said, seen))
        return search(question, self.boards_, self._catalogue or Catalogue.of({}, meaning), k)

    def read_for_search(self) -> Self:
        """Make ready what `similar` looks at: all statements the first time, later those that changed.

        `similar` does it by itself; called before `save`, it is saved too.
        """
        if self._catalogue is None:
            self._catalogue = Catalogue.of(self.boards_, self.meaning_)
        elif self._stale:
            self._catalogue = self._catalogue.changed(self._stale, self.boards_, self.meaning_)
        self._stale = set()
        return self

    def save(self, folder: str | Path) -> None:
        """Write the fitted state into a folder (JSON and npy); the encoder itself is not written.

        What `similar` looks at is written where it has been read.
        """
        check_fitted(self.boards_)
        if self._catalogue is not None:
            self.read_for_search()
        blends = {purpose: asdict(blend) for purpose, blend in self.blends.items()}
        settings = {"floor": self.floor, "worth": self.worth, "index": self.index, "blends": blends}
        extras = storing.Extras(self.cells_, self._catalogue)
        storing.write(Path(folder), self.parties_.values(), self.meaning_, self.boards_, extras, settings)

    @classmethod
    def load(cls, folder: str | Path, encoder: Encoder | Literal["auto"] | None = "auto") -> Matcher:
        """A saved matcher, ready without encoding anything and with its vectors left on the disk until they
        are looked at; the encoder must be the one it was fitted with."""
        with storing.reading(Path(folder)):
            words, figures = storing.read(Path(folder))
            matcher = cls(
                encoder if words["encoder"] else None,
                words["floor"],
                storing.blends_from(words),
                words["index"],
                words["worth"],
            )
            if (matcher.encoder.name if matcher.encoder else None) != words["encoder"]:
                raise storing.StoreError(
                    f"{folder}: fitted with the encoder {words['encoder']}, which is not there"
                )
            matcher._restore(words, figures)
        return matcher

    def _restore(self, words: Mapping[str, Any], figures: Mapping[str, NDArray[Any]]) -> None:
        """Take over what a folder holds."""
        self.parties_ = {p.id: p for p in map(storing.party_from, words["parties"])}
        learned = {name.removeprefix("meaning."): array for name, array in figures.items()}
        self.meaning_.restore(words["groups"], learned)
        self.cells_ = storing.cells_from(figures)
        for purpose in PURPOSES:
            parties = [self.parties_[i] for i in words["boards"][purpose]]
            self.boards_[purpose] = storing.board_from(parties, purpose, figures)
        self._catalogue = storing.catalogue_from(self.boards_, words["encoder"], figures)

    def _learn(
        self,
        parties: Mapping[str, Sequence[Party]],
        said: Mapping[str, Sequence[Said]],
        encoder: Encoder | None,
    ) -> None:
        """Learn means and frequencies from statements evenly drawn, then lay out the boards by portions."""
        self.meaning_ = Meaning(encoder)
        everything = [s for purpose in PURPOSES for own in said[purpose] for s in own]
        reading = Reading(self.meaning_, everything)
        some = everything[:: -(-len(everything) // LEARN_FROM) or 1]
        self.meaning_.fit(everything, reading.first(some))
        for purpose in PURPOSES:
            vectors = partial(self._vectors, encodings=reading.encodings)
            board = make_board(parties[purpose], purpose, said[purpose], vectors)
            self.boards_[purpose] = self._indexed(board)

    def _indexed(self, board: Board) -> Board:
        """Learn the cells of a new board where the index is approximate."""
        self.cells_.pop(board.purpose, None)
        least = {"exact": math.inf, "approximate": 1, "auto": APPROXIMATE_FROM}[self.index]
        if len(board) >= least:
            self.cells_[board.purpose] = Cells.of((board.needs, board.offers))
            board.put_in(self.cells_[board.purpose])
        return board

    def _encodings(self, statements: Sequence[ReadyStatement]) -> Encodings:
        """Vectors for what came after `fit`; none where the encoder fails, and the other views serve."""
        try:
            return self.meaning_.encodings(statements)
        except EncoderError as error:
            log.warning("texts go without the encoder's view: %s", error)
            self.encoder_problem = str(error)
            return {}

    def _board_for(self, purpose: str) -> Board:
        """The board of a purpose; a ValueError for one that is not known, or before anything was learned."""
        check_purpose(purpose)
        check_fitted(self.boards_)
        return self.boards_[purpose]

    def _taking_part(self, purpose: str) -> list[Party]:
        return [party for party in self.parties_.values() if takes_part(party, purpose)]

    def _vectors(
        self, said: Sequence[Said], encodings: Callable[[Sequence[ReadyStatement]], Encodings]
    ) -> Matrix:
        return on_grid(self.meaning_.vectors(said, encodings([s for own in said for s in own])))

    def _board(self, parties: Sequence[Party], purpose: str) -> Board:
        """A board of parties that came after `fit`, laid out as the standing one."""
        standing, ordered = self.boards_[purpose], in_order(parties)
        said = [all_statements(party, purpose) for party in ordered]
        vectors = partial(self._vectors, encodings=self._encodings)
        board = make_board(ordered, purpose, said, vectors, standing.columns if len(standing) else None)
        return board.put_in(self.cells_[purpose]) if purpose in self.cells_ else board

    def _guest(self, party: Party, purpose: str) -> Board | None:
        check_party(party)
        if not takes_part(party, purpose):
            return None
        if self.parties_.get(party.id) == party:
            board = self.boards_[purpose]
            return board.take(np.array([board.row_of(party)], dtype=np.int64))
        return self._board([party], purpose)
