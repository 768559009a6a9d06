"""After a list was stored: the way back, while nobody was touched, and what is forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pin_app.attendees.models import AttendeeImport
from pin_app.attendees.services import bringing
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.registrations.models import RegistrationConsent
from pin_app.registrations.services import forget_person, write_note
from tests.attendees.incoming import (
    checked,
    people,
    plain,
    rows,
    stored,
    trail,
)
from tests.attendees.lists import asked
from tests.factories import events
from tests.factories.people import person

pytestmark = pytest.mark.usefixtures("app")


def test_taking_back_leaves_everything_as_it_was() -> None:
    by, event = events.organised()
    event.capacity = 1
    one = events.registration(event, surname="Rossi", given_name="Anna", email="anna@example.org", phone="")
    form = asked(event)
    head = "Surname,Given name,E-mail,Phone,partners"
    found = stored(
        event, plain("Rossi,Anna,anna@example.org,+393331234567,", "Bianchi,Ugo,,,yes", head=head), by,
        add_places=True, consents_shown=True,
        targets=("surname", "given_name", "email", "phone", f"c-{form.partners.public_id}"),
    )  # fmt: skip
    assert (one.phone, event.capacity, len(people(event))) == ("+393331234567", 2, 2)
    assert bringing.take_back(found, by)
    assert not bringing.take_back(found, by)
    db.session.commit()
    assert [(left.surname, left.phone) for left in people(event)] == [("Rossi", "")]
    assert (event.capacity, found.state, rows(found)) == (1, "undone", [])
    assert db.session.scalars(select(RegistrationConsent)).all() == []
    assert [entry["people"] for entry in trail("attendees.import_undone")] == [2]


def test_what_somebody_touched_is_not_taken_back() -> None:
    by, event = events.organised()
    found = stored(event, plain("Rossi,Anna,,", "Bianchi,Ugo,,"), by)
    write_note(people(event)[1], "Comes late", by)
    db.session.commit()
    with pytest.raises(PinError, match=people(event)[1].reference):
        bringing.take_back(found, by)
    db.session.rollback()
    assert (len(people(event)), found.state) == (2, "stored")


def test_who_was_written_to_is_not_taken_back() -> None:
    by, event = events.organised()
    found = stored(event, plain("Rossi,Anna,anna@example.org,"), by, mail=True)
    bringing.tell_some()
    db.session.commit()
    with pytest.raises(PinError, match="cannot be taken back"):
        bringing.take_back(found, by)


def test_drafts_do_not_stay() -> None:
    by, event = events.organised()
    draft, kept = checked(event, plain("Rossi,Anna,,"), by), stored(event, plain("Bianchi,Ugo,,"), by)
    assert (kept.content, "samples" in kept.facts) == (None, False)
    for one in (draft, kept):
        one.expires_at = now()
    assert (bringing.sweep(), bringing.sweep()) == (2, 0)
    db.session.commit()
    assert ([one.id for one in db.session.scalars(select(AttendeeImport))], rows(kept)) == ([kept.id], [])
    with pytest.raises(PinError, match="no longer be taken back"):
        bringing.take_back(kept, by)


def test_who_is_forgotten_is_in_no_report() -> None:
    by, event = events.organised()
    member = person("anna@example.org")
    found = stored(event, plain("Rossi,Anna,anna@example.org,int. 5", "Bianchi,Ugo,,"), by)
    assert (rows(found)[0].name, len(rows(found)[0].remarks)) == ("Anna Rossi", 1)
    assert forget_person(member) == 1
    db.session.commit()
    db.session.expire_all()
    assert [(row.name, row.remarks) for row in rows(found)] == [("Ugo Bianchi", [])]
    with pytest.raises(PinError, match="cannot be taken back"):
        bringing.take_back(found, by)
