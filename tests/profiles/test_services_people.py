"""Members, invitations and owners."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from pin_app.accounts.models import SignedLink, User
from pin_app.accounts.services import give_consent
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import policies, queries, services
from pin_app.profiles.models import Profile
from tests.factories.people import person
from tests.factories.profiles import profile


@pytest.fixture
def made(owner: User) -> Profile:
    return profile("italian_firm", owner=owner)


def invited(made: Profile, owner: User, email: str = "bilal@example.org") -> str:
    """Invite and return the secret of the mailed link."""
    services.invite_member(made, owner, email, "ur")
    mail = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    assert mail is not None
    return mail.body.split("/invitations/")[1].split()[0]


def refused(secret: str, user: User) -> str:
    with pytest.raises(PinError) as caught:
        services.accept_invitation(secret, user)
    return caught.value.code


def test_an_invited_person_may_edit_after_accepting(made: Profile, owner: User) -> None:
    bilal = person("bilal@example.org")
    secret = invited(made, owner, "Bilal@Example.org")
    assert policies.may_edit(bilal, made) is False
    services.accept_invitation(secret, bilal)
    assert (policies.may_edit(bilal, made), policies.may_manage(bilal, made)) == (True, False)
    assert list(queries.of(bilal)) == [made]


def test_an_invitation_works_once(made: Profile, owner: User) -> None:
    bilal = person("bilal@example.org")
    secret = invited(made, owner)
    services.accept_invitation(secret, bilal)
    services.remove_member(made, bilal, by=owner)
    assert refused(secret, bilal) == "profile.invitation_over"


def test_an_invitation_is_for_one_confirmed_address_and_seven_days(made: Profile, owner: User) -> None:
    secret = invited(made, owner)
    assert refused(secret, person("other@example.org")) == "profile.invitation_of_another"
    assert refused(secret, person("bilal@example.org", confirmed=False)) == "profile.invitation_of_another"
    assert refused("made up \ud800", owner) == "profile.invitation_over"
    link = queries.invitations_to(made)[0]
    link.expires_at = now() - timedelta(seconds=1)
    db.session.commit()
    assert refused(secret, owner) == "profile.invitation_over"


def test_taking_a_person_away_ends_the_open_invitation_too(made: Profile, owner: User) -> None:
    bilal = person("bilal@example.org")
    services.add_member(made, bilal, by=owner)
    secret = invited(made, owner)
    services.remove_member(made, bilal, by=owner)
    assert refused(secret, bilal) == "profile.invitation_over"


def test_the_secret_itself_is_not_kept(made: Profile, owner: User) -> None:
    secret = invited(made, owner)
    link = db.session.scalars(select(SignedLink)).one()
    assert secret not in f"{link.token_digest}{link.facts}"


def test_nobody_learns_whether_an_address_has_an_account(made: Profile, owner: User) -> None:
    person("known@example.org")
    for address in ("known@example.org", "unknown@example.org"):
        services.invite_member(made, owner, address, "en")
    bodies = [mail.body.split("/invitations/")[0] for mail in db.session.scalars(select(OutgoingMail))]
    assert bodies[0] == bodies[1]


def test_a_new_owner_brings_the_own_consents_and_the_old_one_stays_a_member(
    made: Profile, owner: User
) -> None:
    bilal = person("bilal@example.org")
    give_consent(bilal, "matching", language="ur", way="form")
    services.add_member(made, bilal, by=owner)
    services.transfer(made, bilal, by=owner)
    assert (made.owner_id, made.listed, made.matchable) == (bilal.id, False, True)
    assert [member.user_id for member in queries.members_of(made)] == [owner.id]


def test_a_stranger_cannot_be_made_owner(made: Profile, owner: User) -> None:
    with pytest.raises(PinError) as caught:
        services.transfer(made, person(), by=owner)
    assert caught.value.code == "profile.not_a_member"


def test_a_person_is_a_member_once_and_an_owner_never(made: Profile, owner: User) -> None:
    bilal = person()
    first = services.add_member(made, bilal, by=owner)
    assert services.add_member(made, bilal, by=owner) is first
    assert services.add_member(made, owner, by=owner) is None


def test_a_member_may_leave(made: Profile, owner: User) -> None:
    bilal = person()
    services.add_member(made, bilal, by=owner)
    services.leave(made, bilal)
    assert policies.may_edit(bilal, made) is False
