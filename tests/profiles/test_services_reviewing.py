"""The way of a profile from draft to published and back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.mail.models import OutgoingMail
from pin_app.profiles import queries, services
from pin_app.profiles.models import Profile
from tests.factories.profiles import profile


def refused(deed: object, *values: object) -> str:
    with pytest.raises(PinError) as caught:
        deed(*values)  # type: ignore[operator]
    return caught.value.code


def mails() -> list[OutgoingMail]:
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_draft_needs_name_country_and_a_statement_to_be_sent(owner: User) -> None:
    made = services.create(owner, "italian_firm")
    assert refused(services.submit, made) == "profile.not_ready"
    services.save(made, owner, name="Rossi Srl", country="IT")
    assert refused(services.submit, made) == "profile.not_ready"
    services.add_statement(made, owner, "need", "Ferri chirurgici")
    services.submit(made)
    assert made.state == "submitted"
    assert made.submitted_at is not None
    assert refused(services.submit, made) == "profile.already_sent"


def test_publishing_tells_the_owner_in_the_own_language_and_is_on_record(owner: User, staff: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"], name="Rossi Srl")
    services.publish(made, staff)
    assert made.state == "published"
    assert made.published_at is not None
    mail = mails()[0]
    assert (mail.to_address, mail.template, mail.language) == ("rossi@example.org", "profile_published", "it")
    assert f"http://pin.test/p/{made.public_id}" in mail.body
    assert acts() == ["profile.published"]
    review = queries.last_review_of(made)
    assert review is not None
    assert (review.decision, review.by, review.submitted_at) == ("published", staff, made.submitted_at)


def test_changes_are_asked_for_with_reasons_and_a_note(owner: User, staff: User) -> None:
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"])
    assert refused(services.request_changes, made, staff, []) == "profile.reason_missing"
    assert refused(services.request_changes, made, staff, ["because"]) == "profile.reason_missing"
    services.request_changes(made, staff, ["other", "unclear"], " Quali telai? ")
    review = queries.last_review_of(made)
    assert review is not None
    assert (made.state, review.reasons, review.note) == (
        "changes_requested",
        ["unclear", "other"],
        "Quali telai?",
    )
    assert "Quali telai?" in mails()[0].body
    services.submit(made)
    assert made.state == "submitted"


def test_only_staff_decide_and_only_on_what_waits(owner: User, staff: User) -> None:
    waiting = profile("italian_firm", "submitted", owner=owner, offers=["Telai"])
    assert refused(services.publish, waiting, owner) == "profile.not_staff"
    services.publish(waiting, staff)
    assert refused(services.publish, waiting, staff) == "profile.not_submitted"
    assert refused(services.request_changes, waiting, staff, ["other"]) == "profile.not_submitted"


def test_a_withdrawn_profile_is_gone_for_others_and_can_come_back(owner: User, told: list[int]) -> None:
    made = profile("italian_firm", owner=owner, offers=["Telai"])
    told.clear()
    services.withdraw(made, owner)
    assert (made.state, told) == ("withdrawn", [made.id])
    assert refused(services.withdraw, made, owner) == "profile.not_withdrawable"
    services.submit(made)
    assert made.state == "submitted"


def test_the_first_day_of_publication_is_kept(owner: User, staff: User) -> None:
    made = profile("italian_firm", owner=owner, offers=["Telai"])
    first = made.published_at
    services.save(made, owner, about="Una frase nuova.")
    services.publish(made, staff)
    assert (made.state, made.published_at) == ("published", first)


def test_a_profile_without_an_owner_is_published_without_mail(staff: User) -> None:
    services.publish(profile(state="submitted", offers=["Footballs"]), staff)
    assert mails() == []


def test_a_decision_that_fails_leaves_nothing(owner: User, staff: User) -> None:
    """A mail that cannot be written takes the whole decision back."""
    made = profile("italian_firm", "submitted", owner=owner, offers=["Telai"])
    owner.typed_email = "not an address"
    db.session.commit()
    assert refused(services.publish, made, staff) == "mail.not_one_address"
    db.session.rollback()
    assert (db.session.get(Profile, made.id).state, acts(), queries.reviews_of(made)) == ("submitted", [], [])
