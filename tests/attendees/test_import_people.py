"""Whom the rows of a list mean: people who are known, have cancelled or stand in it twice."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pin_app.db import db
from pin_app.errors import PinError
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.registrations.services import cancel
from tests.attendees.incoming import (
    checked,
    codes,
    outcomes,
    people,
    plain,
    rows,
    stored,
    trail,
)
from tests.attendees.lists import asked
from tests.factories import events

pytestmark = pytest.mark.usefixtures("app")


def test_who_cancelled_is_not_signed_up_again_by_a_list() -> None:
    by, event = events.organised()
    gone = events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    cancel(gone)
    db.session.commit()
    found = checked(event, plain("Rossi,Anna,anna@example.org,"), by)
    assert (outcomes(found), codes(found)) == ([(2, "left_out")], [("", "attendees.has_cancelled")])
    stored(event, plain("Rossi,Anna,anna@example.org,"), by, again=True)
    assert [(one.state, one.source) for one in people(event)] == [
        ("cancelled", "form"),
        ("registered", "import"),
    ]


def test_a_list_cancels_nobody() -> None:
    by, event = events.organised()
    events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    found = checked(
        event, plain("Rossi,Anna,anna@example.org,no", head="Surname,Given name,E-mail,Status"), by
    )
    assert (outcomes(found), codes(found)) == ([(2, "unchanged")], [("", "attendees.not_cancelled")])


def test_empty_cells_change_nothing_and_changes_are_told() -> None:
    by, event = events.organised()
    one = events.registration(
        event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="+393331234567",
        organisation="Concia", note="Vegetarian",
    )  # fmt: skip
    head = "Surname,Given name,E-mail,Phone,Organisation,Role,Notes"
    file = plain("ROSSI,anna,anna@example.org,,-,Owner,Speaks German", head=head)
    found = checked(event, file, by)
    assert rows(found)[0].changes == [
        ["note", "Vegetarian", "Vegetarian\nSpeaks German"], ["role", "", "Owner"],
    ]  # fmt: skip
    stored(event, file, by)
    assert (one.phone, one.organisation, one.role, one.surname) == (
        "+393331234567",
        "Concia",
        "Owner",
        "Rossi",
    )
    assert [entry["fields"] for entry in trail("registration.changed")] == [["note", "role"]]
    assert outcomes(checked(event, file, by)) == [(2, "unchanged")]


def test_the_same_person_twice_in_a_list_comes_once() -> None:
    by, event = events.organised()
    file = plain(
        "Rossi,Anna,anna@example.org,", "Anna,Rossi,ANNA@example.org,", "Rossi,Anna,other@example.org,"
    )
    found = checked(event, file, by)
    assert outcomes(found) == [(2, "created"), (3, "left_out"), (4, "created")]
    assert codes(found) == [("", "attendees.same_as_row"), ("", "attendees.like_row")]


def test_consents_come_only_from_a_column_that_somebody_sets() -> None:
    by, event = events.organised()
    form = asked(event)
    head = "Surname,Given name,My contact may go to partners"
    file = plain("Rossi,Anna,yes", "Bianchi,Ugo,no", "Verdi,Lia,", head=head)
    found = checked(event, file, by)
    assert found.targets == ["surname", "given_name", ""]
    target = f"c-{form.partners.public_id}"
    with pytest.raises(PinError, match="you can show"):
        checked(event, file, by, targets=("surname", "given_name", target))
    db.session.rollback()
    done = stored(event, file, by, targets=("surname", "given_name", target), consents_shown=True)
    (kept,) = db.session.scalars(select(RegistrationConsent)).all()
    assert (kept.question_id, kept.text, kept.withdrawn_at, done.counts["consents"]) == (
        form.partners.id, "My contact may go to partners", None, 1,
    )  # fmt: skip
    assert db.session.get_one(Registration, kept.registration_id).surname == "Rossi"
