"""Asking the engine: for one profile, for those whom a change touches, for everybody."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from pin_app.db import db
from pin_app.matches import adapter, network, queries
from pin_app.matches.adapter import Known
from pin_app.matches.learning.engine import reordered
from pin_app.matches.learning.queries import serving_models
from pin_app.matches.models import PURPOSES
from pin_app.matches.network import Network
from pin_app.matches.services import KEPT, Computed
from pin_app.profiles.models import Profile

if TYPE_CHECKING:
    from matching import Suggestion

LOOK_AT = 40  # partners of a changed profile whose own lists it may have entered
MOST_TOUCHED = 60
PORTION = 200
Progress = Callable[[int, int], None]


def for_one(net: Network, profile_id: int) -> list[Computed]:
    """Return the suggestions of one profile for every purpose; nothing where it is not matched."""
    known = net.party(profile_id)
    if known is None:
        return []
    learned = _learned()
    return [_computed(net, known, p, net.suggest(known, p, KEPT), learned) for p in PURPOSES]


def touched_by(net: Network, profile_ids: Iterable[int]) -> dict[str, list[int]]:
    """Return by purpose the profiles whose lists a change touches: they held it, or it is now good enough."""
    changed = set(profile_ids)
    return {purpose: _touched(net, changed, purpose) for purpose in PURPOSES}


def for_some(net: Network, purpose: str, profile_ids: Iterable[int]) -> list[Computed]:
    """Return anew the suggestions of some profiles for one purpose."""
    known, learned = (net.known.get(str(number)) for number in profile_ids), _learned()
    return [_computed(net, one, purpose, net.suggest(one, purpose, KEPT), learned) for one in known if one]


def for_everybody(
    net: Network, purpose: str, progress: Progress | None = None
) -> tuple[Iterator[list[Computed]], dict[str, Any]]:
    """Return everybody's suggestions in portions, and the figures of the run, complete after the last.

    Who is compared anew while the portions are fetched is left out: its lists are younger than these.
    """
    began, known = time.monotonic(), dict(net.known)
    net.rematched.clear()
    with network.looking():
        onlookers = adapter.load(adapter.looking_on()).values()
        given = net.matcher.suggest_all(KEPT, purpose, progress=progress, shown=queries.SHOWN)
    figures, told, learned = _fairness(net), _Told(), _learned()

    def computed(one: Known) -> Computed:
        key = one.party.id
        own = given[key] if key in given else net.suggest(one, purpose, KEPT)
        return told.note(_computed(net, one, purpose, own, learned, known))

    def portions() -> Iterator[list[Computed]]:
        everybody = [*known.values(), *onlookers]
        for at in range(0, len(everybody), PORTION):
            some = [one for one in everybody[at : at + PORTION] if int(one.party.id) not in net.rematched]
            yield [computed(one) for one in some]
        figures.update(told.figures(), seconds=round(time.monotonic() - began, 1))

    return portions(), figures


def among(profile_ids: Iterable[int]) -> dict[tuple[int, int], float]:
    """Return how well some profiles of the network fit each other, for the better purpose of each pair.

    Pairs that do not fit have no place in it. Ends the running transaction: for jobs only.
    """
    net, best = network.at_hand(), dict[tuple[int, int], float]()
    net.catch_up()
    for purpose in PURPOSES:
        with network.looking():
            scores = net.matcher.scores_among(map(str, profile_ids), purpose)
        for (one, other), score in scores.items():
            low, high = sorted((int(one), int(other)))
            best[low, high] = max(score, best.get((low, high), 0.0))
    return best


def _learned() -> dict[str, Mapping[str, Any]]:
    """What orders that staff have switched on have learned, by purpose."""
    with network.looking():
        return serving_models()


def _computed(
    net: Network,
    known: Known,
    purpose: str,
    given: Sequence[Suggestion],
    learned: Mapping[str, Any],
    others: Mapping[str, Known] | None = None,
) -> Computed:
    rows = [net.kept(one, known, others) for one in given]
    return Computed(
        profile_id=int(known.party.id),
        purpose=purpose,
        encoder=net.encoder,
        suggestions=_in_learned_order(learned[purpose], rows) if purpose in learned else rows,
        why_nothing=[] if given else net.why_nothing(known, purpose),
    )


def _in_learned_order(model: Mapping[str, Any], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order what is shown, and the spares behind it: who has a place keeps one."""
    return reordered(model, rows[: queries.SHOWN]) + reordered(model, rows[queries.SHOWN :])


def _touched(net: Network, changed: set[int], purpose: str) -> list[int]:
    found: dict[int, None] = {}
    for number in sorted(changed):
        with network.looking():
            found |= dict.fromkeys(queries.holders_of(number, purpose, MOST_TOUCHED))
        if known := net.known.get(str(number)):
            found |= dict.fromkeys(_would_show(net, known, purpose))
    return [number for number in found if number not in changed][:MOST_TOUCHED]


def _would_show(net: Network, known: Known, purpose: str) -> list[int]:
    found = net.suggest(known, purpose, LOOK_AT, worth=0.0)  # weak for me may be the best for them
    scores = {int(one.party_id): one.score for one in found}
    with network.looking():
        weakest = queries.weakest_scores(list(scores), purpose, KEPT)
    return [number for number, score in scores.items() if score > weakest[number]]


class _Told:
    """How many got something, and why the others did not, counted as they are computed."""

    def __init__(self) -> None:
        self.parties = self.without = 0
        self.why: Counter[str] = Counter()

    def note(self, one: Computed) -> Computed:
        """Count one party."""
        self.parties += 1
        if not one.suggestions:
            self.without += 1
            self.why.update(reason["code"] for reason in one.why_nothing)
        return one

    def figures(self) -> dict[str, Any]:
        """Return the counts."""
        shown = self.parties - self.without
        return {
            "parties": self.parties, "with": shown, "without": self.without,
            "why": dict(self.why.most_common()),
        }  # fmt: skip


def _fairness(net: Network) -> dict[str, Any]:
    fair = net.matcher.fairness_
    return {
        "share_never_shown": round(fair.share_never_shown, 4) if fair else None,
        "gini": round(fair.exposure_gini, 4) if fair else None,
        "given_up": round(fair.mean_score_given_up, 4) if fair else None,
        "below_floor": fair.below_floor if fair else None,
    }


def names_of(profile_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the external and the shown name of profiles, for reports."""
    wanted = select(Profile.id, Profile.external_id, Profile.public_id, Profile.name)
    rows = db.session.execute(wanted.where(Profile.id.in_(list(profile_ids))))
    return {row.id: (row.external_id or row.public_id, row.name) for row in rows}
