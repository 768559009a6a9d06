"""What comes back of matches: cards for a page, what was said of whom, how far a run is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, case, exists, func, or_, select

from pin_app.db import db
from pin_app.matches.models import MatchRun, MatchState, Suggestion, Verdict
from pin_app.profiles.models import InvestmentTerms, Profile, Statement

SHOWN = 10
MOST_SAID = 50
HIDDEN = ("not_now", "not_for_me")
KEPT_BY = ("interested", "saved")
LOOKING_ON = ("draft", "submitted", "changes_requested", "published")
IN_ONCE = 500


class Partner(NamedTuple):
    """What a page of matches shows of a profile, which is never a way to reach somebody."""

    id: int
    public_id: str
    kind: str
    name: str
    country: str
    region: str
    city: str


class Quote(NamedTuple):
    """A statement as its owner wrote it."""

    id: int
    text: str
    language: str | None


class Card(NamedTuple):
    """A partner with the suggestion of it; `score` is None where only a word was said."""

    partner: Partner
    score: float | None
    reasons: list[dict[str, Any]]
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the comparing of one profile stands."""

    state: MatchState | None
    behind: bool
    run: MatchRun | None
    comparable: bool

    @property
    def working(self) -> bool:
        """Whether something is still to come."""
        return self.state is None or self.behind or self.run is not None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a profile said of whom, and how many said that they are interested in it."""

    own: dict[int, str]
    interested: int

    @property
    def counts(self) -> dict[str, int]:
        """How many partners each view of the page holds beside the suggestions."""
        said = list(self.own.values())
        saved, hidden = (sum(verdict in some for verdict in said) for some in (KEPT_BY, HIDDEN))
        return {"saved": saved, "hidden": hidden, "interested": self.interested}


def is_partner() -> tuple[Any, ...]:
    """Conditions under which a profile may be shown as somebody's partner."""
    return Profile.state == "published", Profile.matchable.is_(True)


def suggested(profile: Profile, purpose: str, own: Mapping[int, str]) -> list[Card]:
    """Return the best partners that were not put aside, at most ten; `own` is what was said of whom."""
    most = SHOWN + sum(verdict in HIDDEN for verdict in own.values())
    rows = db.session.execute(_SUGGESTED, {"profile": profile.id, "purpose": purpose, "most": most})
    cards = [_card(row, own.get(row.id, "")) for row in rows]
    return [card for card in cards if card.verdict not in HIDDEN][:SHOWN]


def said(profile: Profile, purpose: str, verdicts: Sequence[str]) -> list[Card]:
    """Return the partners of whom this was said, the newest word first."""
    asked = {"profile": profile.id, "purpose": purpose, "verdicts": verdicts}
    return [_card(row, row.verdict) for row in db.session.execute(_SAID, asked)]


def interested_in(profile: Profile, purpose: str, own: Mapping[int, str]) -> list[Card]:
    """Return the partners that said they are interested in this profile, the newest word first."""
    rows = db.session.execute(_INTERESTED, {"profile": profile.id, "purpose": purpose})
    return [_card(row, own.get(row.id, "")) for row in rows]


def spoken(profile: Profile, purpose: str) -> Spoken:
    """Return what was said between a profile and the partners that may be shown, both ways."""
    rows = db.session.execute(_SPOKEN, {"profile": profile.id, "purpose": purpose}).all()
    own = {number: verdict for is_mine, number, verdict in rows if is_mine}
    return Spoken(own, sum(not is_mine for is_mine, _, _ in rows))


def standing(profile: Profile, purpose: str) -> Standing:
    """Return where the comparing of a profile stands, and whether there is anything to compare."""
    asked = {"profile": profile.id, "purpose": purpose}
    state, said_at, has_terms = db.session.execute(_STANDING, asked).one()
    runs = [run for run in open_runs() if run.purpose == purpose]
    changed = max(filter(None, (profile.updated_at, said_at)))
    return Standing(
        state=state,
        behind=state is not None and state.computed_at < changed,
        run=runs[0] if runs else None,
        comparable=bool(said_at or has_terms),
    )


def quotes(ids: Iterable[int]) -> dict[int, Quote]:
    """Return open statements by their number."""
    rows = db.session.execute(_QUOTED, {"numbers": sorted(set(ids))})
    return {row.id: Quote(*row) for row in rows}


def suggestion(profile: Profile, partner: Profile, purpose: str) -> Suggestion | None:
    """Return the suggestion of a partner to a profile."""
    mine = (Suggestion.profile_id == profile.id, Suggestion.partner_id == partner.id)
    return db.session.scalar(select(Suggestion).where(*mine, Suggestion.purpose == purpose))


def verdict(profile: Profile, partner: Profile, purpose: str) -> Verdict | None:
    """Return what a profile said of a partner."""
    mine = (Verdict.profile_id == profile.id, Verdict.partner_id == partner.id)
    return db.session.scalar(select(Verdict).where(*mine, Verdict.purpose == purpose))


def may_say(profile: Profile, partner: Profile, purpose: str) -> bool:
    """Whether a page has shown this partner: suggested, spoken of before, or interested itself."""
    if partner.state != "published" or not partner.matchable:
        return False
    return bool(
        suggestion(profile, partner, purpose)
        or verdict(profile, partner, purpose)
        or ((theirs := verdict(partner, profile, purpose)) and theirs.verdict == "interested")
    )


def open_runs() -> Sequence[MatchRun]:
    """Return the runs that are not done, the newest first."""
    return db.session.scalars(_OPEN_RUNS).all()


def last_run() -> MatchRun | None:
    """Return the newest run."""
    return db.session.scalar(select(MatchRun).order_by(MatchRun.id.desc()).limit(1))


def still_shown(ids: Iterable[int]) -> set[int]:
    """Return those of some profiles that may be suggested to others now."""
    return _those(ids, *is_partner())


def still_matchable(ids: Iterable[int]) -> set[int]:
    """Return those of some profiles that may see their own matches now."""
    return _those(ids, Profile.matchable.is_(True), Profile.state.in_(LOOKING_ON))


def holders_of(profile_id: int, purpose: str, most: int) -> list[int]:
    """Return profiles to which this one is suggested."""
    wanted = select(Suggestion.profile_id).where(
        Suggestion.partner_id == profile_id, Suggestion.purpose == purpose
    )
    return list(db.session.scalars(wanted.order_by(Suggestion.rank).limit(most)))


def weakest_scores(ids: Sequence[int], purpose: str, full: int) -> dict[int, float]:
    """Return for each profile the score that a newcomer must pass; 0 where there is room."""
    counted = select(Suggestion.profile_id, func.count(), func.min(Suggestion.score))
    wanted = counted.where(Suggestion.profile_id.in_(ids), Suggestion.purpose == purpose)
    rows = db.session.execute(wanted.group_by(Suggestion.profile_id))
    found = {number: (weakest if count >= full else 0.0) for number, count, weakest in rows}
    return {number: found.get(number, 0.0) for number in ids}


def _card(row: Any, verdict: str) -> Card:
    """Make a card of a row that begins as `_SHOWN` says."""
    score, reasons, *partner = row[: len(_SHOWN)]
    return Card(Partner(*partner), score, reasons or [], verdict)


def _those(ids: Iterable[int], *conditions: Any) -> set[int]:
    wanted, found = sorted(set(ids)), set()
    for start in range(0, len(wanted), IN_ONCE):
        some = Profile.id.in_(wanted[start : start + IN_ONCE])
        found |= set(db.session.scalars(select(Profile.id).where(some, *conditions)))
    return found


# The statements of the page are made once: putting one together costs more than asking it.
_SHOWN = (
    Suggestion.score, Suggestion.reasons, Profile.id, Profile.public_id, Profile.kind, Profile.name,
    Profile.country, Profile.region, Profile.city,
)  # fmt: skip
_PROFILE, _PURPOSE = bindparam("profile", type_=Integer), bindparam("purpose", type_=String)
_SUGGESTED = (
    select(*_SHOWN)
    .join(Suggestion.partner)
    .where(Suggestion.profile_id == _PROFILE, Suggestion.purpose == _PURPOSE, *is_partner())
    .order_by(Suggestion.rank)
    .limit(bindparam("most", type_=Integer))
)
_SUGGESTED_TOO = (
    (Suggestion.profile_id == _PROFILE)
    & (Suggestion.purpose == _PURPOSE)
    & (Suggestion.partner_id == Profile.id)
)
_NEWEST = (Verdict.at.desc(), Verdict.id.desc())
_SAID = (
    select(*_SHOWN, Verdict.verdict)
    .select_from(Verdict)
    .join(Profile, Profile.id == Verdict.partner_id)
    .outerjoin(Suggestion, _SUGGESTED_TOO)
    .where(Verdict.profile_id == _PROFILE, Verdict.purpose == _PURPOSE, *is_partner())
    .where(Verdict.verdict.in_(bindparam("verdicts", expanding=True)))
    .order_by(*_NEWEST)
    .limit(MOST_SAID)
)
_INTERESTED = (
    select(*_SHOWN)
    .select_from(Verdict)
    .join(Profile, Profile.id == Verdict.profile_id)
    .outerjoin(Suggestion, _SUGGESTED_TOO)
    .where(Verdict.partner_id == _PROFILE, Verdict.purpose == _PURPOSE, *is_partner())
    .where(Verdict.verdict == "interested")
    .order_by(*_NEWEST)
    .limit(MOST_SAID)
)
_MINE = Verdict.profile_id == _PROFILE
_OTHER = case((_MINE, Verdict.partner_id), else_=Verdict.profile_id)
_SPOKEN = (
    select(_MINE, _OTHER, Verdict.verdict)
    .join(Profile, Profile.id == _OTHER)
    .where(or_(_MINE, (Verdict.partner_id == _PROFILE) & (Verdict.verdict == "interested")))
    .where(Verdict.purpose == _PURPOSE, *is_partner())
)
_STANDING = (
    select(
        MatchState,
        select(func.max(Statement.updated_at))
        .where(Statement.profile_id == _PROFILE, Statement.state == "open")
        .scalar_subquery(),
        exists().where(InvestmentTerms.profile_id == _PROFILE),
    )
    .select_from(Profile)
    .outerjoin(MatchState, (MatchState.profile_id == Profile.id) & (MatchState.purpose == _PURPOSE))
    .where(Profile.id == _PROFILE)
)
_QUOTED = select(Statement.id, Statement.text, Statement.language).where(
    Statement.id.in_(bindparam("numbers", expanding=True)), Statement.state == "open"
)
_OPEN_RUNS = select(MatchRun).where(MatchRun.finished_at.is_(None)).order_by(MatchRun.id.desc()).limit(2)
