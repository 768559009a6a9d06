"""What comes back of matches: cards for a page, what was said of whom, how far a run is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, load_only

from pin_app.db import db
from pin_app.matches.models import MatchRun, MatchState, Suggestion, Verdict
from pin_app.profiles.models import InvestmentTerms, Profile, Statement

SHOWN = 10
MOST_SAID = 50
HIDDEN = ("not_now", "not_for_me")
KEPT_BY = ("interested", "saved")
UNFINISHED = ("waiting", "reading", "matching")
LOOKING_ON = ("draft", "submitted", "changes_requested", "published")
IN_ONCE = 500


@dataclass(frozen=True, slots=True)
class Card:
    """A partner as a page of matches shows it; `suggestion` is None where only a word was said."""

    partner: Profile
    suggestion: Suggestion | None
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
    rows = db.session.scalars(_with_partner(profile, purpose).order_by(Suggestion.rank))
    cards = [Card(row.partner, row, own.get(row.partner_id, "")) for row in rows]
    return [card for card in cards if card.verdict not in HIDDEN][:SHOWN]


def said(profile: Profile, purpose: str, verdicts: Sequence[str]) -> list[Card]:
    """Return the partners of whom this was said, the newest word first."""
    mine = (Verdict.profile_id == profile.id, Verdict.purpose == purpose, Verdict.verdict.in_(verdicts))
    wanted: Any = select(Profile, Verdict.verdict).join(Verdict, Profile.id == Verdict.partner_id)
    rows = db.session.execute(_newest(wanted.where(*mine))).all()
    return _cards(profile, purpose, [(row[0], row[1]) for row in rows])


def interested_in(profile: Profile, purpose: str, own: Mapping[int, str]) -> list[Card]:
    """Return the partners that said they are interested in this profile, the newest word first."""
    theirs = (Verdict.partner_id == profile.id, Verdict.purpose == purpose, Verdict.verdict == "interested")
    wanted: Any = select(Profile).join(Verdict, Profile.id == Verdict.profile_id)
    rows = db.session.scalars(_newest(wanted.where(*theirs))).all()
    return _cards(profile, purpose, [(partner, own.get(partner.id, "")) for partner in rows])


def spoken(profile: Profile, purpose: str) -> Spoken:
    """Return what was said between a profile and the partners that may be shown, both ways."""
    mine = Verdict.profile_id == profile.id
    theirs = (Verdict.partner_id == profile.id) & (Verdict.verdict == "interested")
    other = case((mine, Verdict.partner_id), else_=Verdict.profile_id)
    wanted = select(mine, other, Verdict.verdict).join(Profile, Profile.id == other)
    rows = db.session.execute(
        wanted.where(or_(mine, theirs), Verdict.purpose == purpose, *is_partner())
    ).all()
    own = {number: verdict for is_mine, number, verdict in rows if is_mine}
    return Spoken(own, sum(not is_mine for is_mine, _, _ in rows))


def standing(profile: Profile, purpose: str) -> Standing:
    """Return where the comparing of a profile stands, and whether there is anything to compare."""
    stated = select(func.max(Statement.updated_at)).where(
        Statement.profile_id == profile.id, Statement.state == "open"
    )
    terms = exists().where(InvestmentTerms.profile_id == profile.id)
    known = (MatchState.profile_id == profile.id) & (MatchState.purpose == purpose)
    wanted = (
        select(MatchState, stated.scalar_subquery(), terms).select_from(Profile).outerjoin(MatchState, known)
    )
    state, said_at, has_terms = db.session.execute(wanted.where(Profile.id == profile.id)).one()
    runs = [run for run in open_runs() if run.purpose == purpose]
    changed = max(filter(None, (profile.updated_at, said_at)))
    return Standing(
        state=state,
        behind=state is not None and state.computed_at < changed,
        run=runs[0] if runs else None,
        comparable=bool(said_at or has_terms),
    )


def statements(ids: Iterable[int]) -> dict[int, Statement]:
    """Return open statements by their number."""
    wanted = select(Statement).where(Statement.id.in_(set(ids)), Statement.state == "open")
    return {row.id: row for row in db.session.scalars(wanted)}


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
    wanted = select(MatchRun).where(MatchRun.finished_at.is_(None)).order_by(MatchRun.id.desc())
    return db.session.scalars(wanted.limit(2)).all()


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


def _with_partner(profile: Profile, purpose: str) -> Select[Any]:
    columns = load_only(
        Profile.public_id, Profile.kind, Profile.name, Profile.country, Profile.region, Profile.city
    )
    return (
        select(Suggestion)
        .join(Suggestion.partner)
        .options(contains_eager(Suggestion.partner).options(columns))
        .where(Suggestion.profile_id == profile.id, Suggestion.purpose == purpose, *is_partner())
    )


def _newest(wanted: Any) -> Any:
    return wanted.where(*is_partner()).order_by(Verdict.at.desc(), Verdict.id.desc()).limit(MOST_SAID)


def _cards(profile: Profile, purpose: str, partners: Sequence[tuple[Profile, str]]) -> list[Card]:
    ids = [partner.id for partner, _ in partners]
    rows = db.session.scalars(
        select(Suggestion).where(
            Suggestion.profile_id == profile.id, Suggestion.purpose == purpose, Suggestion.partner_id.in_(ids)
        )
    )
    known = {row.partner_id: row for row in rows}
    return [Card(partner, known.get(partner.id), verdict) for partner, verdict in partners]


def _those(ids: Iterable[int], *conditions: Any) -> set[int]:
    wanted, found = sorted(set(ids)), set()
    for start in range(0, len(wanted), IN_ONCE):
        some = Profile.id.in_(wanted[start : start + IN_ONCE])
        found |= set(db.session.scalars(select(Profile.id).where(some, *conditions)))
    return found
