"""What comes back of profiles: one by its address, those of a person, what belongs to many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Integer, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from pin_app.accounts.models import SignedLink, User
from pin_app.db import db, now
from pin_app.profiles import completeness as meter
from pin_app.profiles.completeness import Completeness, Filled
from pin_app.profiles.models import (
    Identifier,
    InvestmentTerms,
    PendingChanges,
    Profile,
    ProfileMember,
    Review,
    Statement,
)
from pin_app.profiles.versions import Version, worked_on
from pin_app.typed import is_public_id

AT_ONCE = 5_000
INVITATION = "profile_invitation"
Row = TypeVar("Row")


def by_public_id(public_id: str) -> Profile | None:
    """Return the profile of an address, None where there is none."""
    if not is_public_id(public_id):
        return None
    return db.session.scalar(select(Profile).where(Profile.public_id == public_id))


def of(user: User) -> Sequence[Profile]:
    """Return the profiles that a person owns or acts for, the oldest first."""
    return db.session.scalars(_OF, {"user": user.id}).all()


def owned_by(user: User) -> Sequence[Profile]:
    """Return the profiles that a person owns."""
    return db.session.scalars(select(Profile).where(Profile.owner_id == user.id).order_by(Profile.id)).all()


def count_owned_by(user: User) -> int:
    """How many profiles a person owns."""
    return db.session.scalar(select(func.count()).where(Profile.owner_id == user.id)) or 0


def just_begun(owner: User, kind: str, since: datetime) -> Profile | None:
    """Return a profile of this kind that a person has begun since then and not yet given a name."""
    mine = (Profile.owner_id == owner.id, Profile.kind == kind, Profile.state == "draft")
    wanted = select(Profile).where(*mine, Profile.name == "", Profile.created_at > since)
    return db.session.scalar(wanted.order_by(Profile.id).limit(1))


def statements_of(profile: Profile, past: bool = False, unread: bool = False) -> list[Statement]:
    """Return a profile's open statements, offers first; with `past` also those whose day has passed.

    With `unread` those come too that wait for staff: for the owner and for staff, never for others.
    """
    states = ("open", "waiting") if unread else ("open",)
    wanted = select(Statement).where(Statement.profile_id == profile.id, Statement.state.in_(states))
    wanted = wanted if past else wanted.where(is_current())
    return list(db.session.scalars(wanted.order_by(Statement.direction.desc(), *_IN_ORDER)))


def statement_of(profile: Profile, number: int) -> Statement | None:
    """Return one of a profile's statements by its number; None for those of others."""
    wanted = select(Statement).where(Statement.profile_id == profile.id, Statement.id == number)
    return db.session.scalar(wanted) if 0 < number < 2**31 else None


def statements_of_many(ids: Iterable[int]) -> dict[int, list[Statement]]:
    """Return open statements by profile, in a fixed number of queries; profiles without any are left out."""
    found: dict[int, list[Statement]] = {}
    for some in _batches(ids):
        wanted = select(Statement).where(
            Statement.profile_id.in_(some), Statement.state == "open", is_current()
        )
        for row in db.session.scalars(wanted.order_by(Statement.profile_id, *_IN_ORDER)):
            found.setdefault(row.profile_id, []).append(row)
    return found


def terms_of(profile: Profile) -> InvestmentTerms | None:
    """Return what a profile would invest or seeks."""
    return db.session.get(InvestmentTerms, profile.id)


def terms_of_many(ids: Iterable[int]) -> dict[int, InvestmentTerms]:
    """Return investment terms by profile."""
    found: dict[int, InvestmentTerms] = {}
    for some in _batches(ids):
        rows = db.session.scalars(select(InvestmentTerms).where(InvestmentTerms.profile_id.in_(some)))
        found |= {terms.profile_id: terms for terms in rows}
    return found


def pending_of(profile: Profile) -> PendingChanges | None:
    """Return what the owner has changed of a published profile and staff have not read."""
    return db.session.get(PendingChanges, profile.id)


def pending_of_many(ids: Iterable[int]) -> dict[int, PendingChanges]:
    """Return waiting changes by profile."""
    found: dict[int, PendingChanges] = {}
    for some in _batches(ids):
        rows = db.session.scalars(select(PendingChanges).where(PendingChanges.profile_id.in_(some)))
        found |= {pending.profile_id: pending for pending in rows}
    return found


def read_version(profile: Profile) -> Version:
    """Return a profile as others see it, statements whose day has passed included."""
    return Version(profile, statements_of(profile, past=True), terms_of(profile))


def version_of(profile: Profile) -> Version:
    """Return a profile as its owner works on it: with the changes that wait for staff."""
    stated = statements_of(profile, past=True, unread=True)
    return worked_on(Version(profile, stated, terms_of(profile)), pending_of(profile))


def identifiers_of(profile: Profile) -> dict[str, str]:
    """Return registration numbers by scheme."""
    mine = select(Identifier).where(Identifier.profile_id == profile.id)
    rows = db.session.scalars(mine.order_by(Identifier.scheme))
    return {row.scheme: row.value for row in rows}


def reviews_of(profile: Profile) -> Sequence[Review]:
    """Return what staff decided so far, the newest first."""
    wanted = select(Review).where(Review.profile_id == profile.id).options(joinedload(Review.by))
    return db.session.scalars(wanted.order_by(Review.id.desc()).limit(20)).all()


def last_review_of(profile: Profile) -> Review | None:
    """Return the newest decision of staff."""
    wanted = select(Review).where(Review.profile_id == profile.id).order_by(Review.id.desc()).limit(1)
    return db.session.scalar(wanted)


def members_of(profile: Profile) -> Sequence[ProfileMember]:
    """Return who acts for a profile beside its owner."""
    wanted = select(ProfileMember).where(ProfileMember.profile_id == profile.id)
    return db.session.scalars(wanted.options(joinedload(ProfileMember.user)).order_by(ProfileMember.id)).all()


def membership(profile: Profile, user: User) -> ProfileMember | None:
    """Return a person's membership of a profile."""
    return db.session.scalar(
        select(ProfileMember).where(ProfileMember.profile_id == profile.id, ProfileMember.user_id == user.id)
    )


def invitations_to(profile: Profile) -> list[SignedLink]:
    """Return the invitations to a profile that still stand, the oldest first."""
    wanted = select(SignedLink).where(
        SignedLink.purpose == INVITATION,
        SignedLink.user_id == profile.owner_id,
        SignedLink.used_at.is_(None),
        SignedLink.expires_at > now(),
    )
    links = db.session.scalars(wanted.order_by(SignedLink.id))
    return [link for link in links if link.facts.get("profile") == profile.public_id]


def invitation_by_digest(digest: str, moment: datetime) -> SignedLink | None:
    """Return an invitation that is neither used nor too old, locked so that it is used once."""
    return db.session.scalar(
        select(SignedLink)
        .where(
            SignedLink.token_digest == digest,
            SignedLink.purpose == INVITATION,
            SignedLink.used_at.is_(None),
            SignedLink.expires_at > moment,
        )
        .with_for_update()
    )


def overdue_statements(most: int = 500) -> Sequence[Statement]:
    """Return open statements whose last day has passed."""
    overdue = Statement.expires_on < now().date()
    return db.session.scalars(select(Statement).where(Statement.state == "open", overdue).limit(most)).all()


def filled(profile: Profile) -> Filled:
    """Return a profile with all that the meter looks at, as its owner works on it."""
    version, today = version_of(profile), now().date()
    current = [one for one in version.statements if one.expires_on is None or one.expires_on >= today]
    return Filled(version.profile, current, version.terms, len(identifiers_of(profile)))


def completeness(profile: Profile) -> Completeness:
    """Return how far along a profile is."""
    return meter.of(filled(profile))


def completeness_of_many(profiles: Sequence[Profile]) -> dict[int, Completeness]:
    """Return how far along each of several profiles is, in a fixed number of queries."""
    ids = [profile.id for profile in profiles]
    statements, terms, numbers = statements_of_many(ids), terms_of_many(ids), _count_identifiers(ids)
    return {
        p.id: meter.of(Filled(p, statements.get(p.id, []), terms.get(p.id), numbers.get(p.id, 0)))
        for p in profiles
    }


def next_step(profile: Profile) -> str:
    """Return the first step of the form on which something is missing, the last where nothing is."""
    return min((meter.step_of(code) for code in completeness(profile).missing), default="4")


def is_current() -> ColumnElement[bool]:
    """Condition under which a statement's day has not passed."""
    return or_(Statement.expires_on.is_(None), Statement.expires_on >= now().date())


_IN_ORDER: tuple[Any, ...] = (Statement.position, Statement.id)


def _count_identifiers(ids: Sequence[int]) -> dict[int, int]:
    counted = select(Identifier.profile_id, func.count()).where(Identifier.profile_id.in_(ids))
    rows = db.session.execute(counted.group_by(Identifier.profile_id))
    return {row[0]: row[1] for row in rows}


def _batches(values: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(values)
    while some := list(islice(rest, AT_ONCE)):
        yield some


_OF = (
    select(Profile)
    .where(
        Profile.id.in_(  # OR would look at every profile
            select(Profile.id)
            .where(Profile.owner_id == bindparam("user", type_=Integer))
            .union(select(ProfileMember.profile_id).where(ProfileMember.user_id == bindparam("user")))
        )
    )
    .order_by(Profile.id)
)
