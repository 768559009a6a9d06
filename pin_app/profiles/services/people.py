"""Who acts for a profile: members, invited by mail, and the owner."""

from __future__ import annotations

from datetime import timedelta

from pin_app.accounts.models import SignedLink, User
from pin_app.accounts.services.addresses import canonical
from pin_app.accounts.services.links import digest
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.mail.services import path_to, queue
from pin_app.profiles import queries
from pin_app.profiles.models import Profile, ProfileMember
from pin_app.profiles.services.consents import follow_consents
from pin_app.security import new_secret

INVITATION_DAYS = 7
AGAIN_AFTER = timedelta(minutes=1)  # the same form sent twice makes one mail
MEMBERS_MOST = 20


def invite_member(profile: Profile, by: User, email: str, language: str) -> None:
    """Mail an invitation to act for a profile; nobody learns whether the address has an account."""
    address = canonical(email)
    if profile.owner_id is None:
        raise PinError("profile.without_owner")
    hold(profile)
    standing = queries.invitations_to(profile)
    if any(link.facts["email"] == address and link.created_at > now() - AGAIN_AFTER for link in standing):
        return
    if len(queries.members_of(profile)) + len(standing) >= MEMBERS_MOST:
        raise PinError("profile.too_many_members", most=MEMBERS_MOST)
    secret = _invitation_for(profile, address)
    record("profile.member_invited", profile, actor=by)
    queue(
        "profile_invitation",
        to=address,
        language=language,
        profile=profile.name if profile.state == "published" else "",  # else nobody has read it
        inviter=by.name,
        days=INVITATION_DAYS,
        link=path_to("profiles.invitation", token=secret),
    )


def invitation(secret: str) -> tuple[SignedLink, Profile] | None:
    """Return a standing invitation and its profile; None when it is used, too old or unknown."""
    link = queries.invitation_by_digest(digest(secret), now())
    profile = queries.by_public_id(link.facts["profile"]) if link and link.user.active else None
    return (link, profile) if link and profile else None


def accept_invitation(secret: str, user: User) -> Profile:
    """Make the invited person a member; only the account with the invited address may accept."""
    found = invitation(secret)
    if found is None:
        raise PinError("profile.invitation_over")
    link, profile = found
    if not is_invited(link, user):
        raise PinError("profile.invitation_of_another")
    link.used_at = now()
    add_member(profile, user, by=user)
    return profile


def is_invited(link: SignedLink, user: User) -> bool:
    """Whether an invitation went to this person's own, confirmed address."""
    return user.confirmed_at is not None and bool(link.facts["email"] == user.email)


def add_member(profile: Profile, user: User, by: User | None) -> ProfileMember | None:
    """Let a person act for a profile; the owner needs no membership."""
    if profile.owner_id == user.id:
        return None
    standing = queries.membership(profile, user)
    if standing is not None:
        return standing
    member = ProfileMember(profile_id=profile.id, user_id=user.id)
    db.session.add(member)
    db.session.flush()
    record("profile.member_added", profile, actor=by, member=user.id)
    return member


def remove_member(profile: Profile, user: User, by: User) -> None:
    """End a membership, and any invitation still open to the same address."""
    hold(profile)
    member = queries.membership(profile, user)
    if member is None:
        raise PinError("profile.not_a_member")
    for link in queries.invitations_to(profile):
        if is_invited(link, user):
            link.used_at = now()
    db.session.delete(member)
    db.session.flush()
    record("profile.member_removed", profile, actor=by, member=user.id)


def leave(profile: Profile, user: User) -> None:
    """Stop acting for a profile."""
    remove_member(profile, user, by=user)


def transfer(profile: Profile, to: User, by: User) -> None:
    """Make a member the owner; the owner before becomes a member, and the new owner's consents count."""
    hold(profile)
    member = queries.membership(profile, to)
    if member is None:
        raise PinError("profile.not_a_member")
    before = profile.owner
    db.session.delete(member)
    profile.owner = to
    if before is not None:
        db.session.add(ProfileMember(profile_id=profile.id, user_id=before.id))
    db.session.flush()
    record("profile.transferred", profile, actor=by, to=to.id)
    follow_consents(profile, to)


def _invitation_for(profile: Profile, address: str) -> str:
    """Keep an invitation; returns its secret, of which only the digest stays."""
    secret = new_secret()
    link = SignedLink(
        user_id=profile.owner_id,
        purpose=queries.INVITATION,
        token_digest=digest(secret),
        facts={"profile": profile.public_id, "email": address},
        expires_at=now() + timedelta(days=INVITATION_DAYS),
    )
    db.session.add(link)
    return secret
