"""Registering, waiting, offers, cancelling and changing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from pin_app.audit.models import AuditEntry
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.registrations import queries, services
from pin_app.registrations.models import Registration, RegistrationMail
from tests.factories import events
from tests.factories.people import person
from tests.registrations.people import mails, register, somebody, states


def test_a_place_that_is_there_is_given_and_confirmed_by_mail(app: Flask) -> None:
    made = register(events.event(capacity=1), email="Sana@Example.org")
    assert (made.state, made.email, made.typed_email) == (
        "registered",
        "sana@example.org",
        "Sana@Example.org",
    )
    assert mails("sana@example.org") == ["registration_confirmed"]
    assert db.session.query(RegistrationMail).count() == 1


def test_a_full_event_has_a_waiting_list(app: Flask) -> None:
    event = events.event(capacity=1)
    register(event)
    late = register(event)
    assert (late.state, late.waiting_since is not None, queries.place_in_line(late)) == ("waiting", True, 1)
    assert mails() == ["registration_confirmed", "registration_waiting"]


def test_without_a_waiting_list_a_full_event_refuses(app: Flask) -> None:
    event = events.event(capacity=0, waiting_list=False)
    with pytest.raises(PinError) as refused:
        services.register(event, somebody())
    assert refused.value.code == "registration.full"


def test_a_place_that_becomes_free_goes_to_who_waits_longest(app: Flask) -> None:
    event = events.event(capacity=1, offer_hours=10)
    first, _second, _third = register(event), register(event), register(event)
    services.cancel(first)
    db.session.commit()
    assert states(event) == ["cancelled", "offered", "waiting"]
    assert mails()[-2:] == ["registration_cancelled", "registration_offered"]


def test_an_offer_never_waits_past_the_start(app: Flask) -> None:
    event = events.event(capacity=1, offer_hours=10_000)
    first, second = register(event), register(event)
    services.cancel(first)
    assert second.offered_until == event.starts_at


def test_nobody_is_offered_a_place_once_it_has_begun(app: Flask) -> None:
    event = events.event(capacity=1)
    first, _second = register(event), register(event)
    event.starts_at = now() - timedelta(hours=1)
    services.cancel(first)
    db.session.commit()
    assert states(event) == ["cancelled", "waiting"]


def offered(**columns: object) -> tuple[Registration, Registration]:
    """A place that is offered to the one, and somebody who waits behind."""
    event = events.event(capacity=1, **columns)
    first, second, third = register(event), register(event), register(event)
    services.cancel(first)
    db.session.commit()
    return second, third


def test_an_offer_is_accepted_once(app: Flask) -> None:
    one, _next = offered()
    assert [services.accept(one), services.accept(one)] == [True, False]
    assert (one.state, one.offered_until) == ("registered", None)
    db.session.commit()
    assert mails(one.email) == ["registration_waiting", "registration_offered", "registration_confirmed"]


def test_a_declined_offer_goes_to_the_next(app: Flask) -> None:
    one, other = offered()
    assert services.cancel(one)
    assert (one.state, other.state) == ("cancelled", "offered")


def test_an_offer_that_has_run_out_goes_to_the_next_and_cannot_be_accepted(app: Flask) -> None:
    one, other = offered()
    one.offered_until = now() - timedelta(minutes=1)
    with pytest.raises(PinError) as refused:
        services.accept(one)
    assert refused.value.code == "registration.offer_over"
    assert (services.expire_offers(one.event), services.expire_offers(one.event)) == (1, 0)
    assert (one.state, one.cancelled_by, other.state) == ("cancelled", "expiry", "offered")
    db.session.commit()
    assert mails(one.email)[-1] == "registration_offer_over"


def test_who_has_no_offer_cannot_accept(app: Flask) -> None:
    with pytest.raises(PinError) as refused:
        services.accept(events.registration(events.event(), "waiting"))
    assert refused.value.code == "registration.no_offer"


def test_the_same_form_twice_is_one_registration_and_one_mail(app: Flask) -> None:
    event, who = events.event(), somebody()
    made = [services.register(event, who, request_key="k") for _ in range(2)]
    db.session.commit()
    assert (made[0] is made[1], mails()) == (True, ["registration_confirmed"])


def test_the_same_form_with_another_name_is_another_person(app: Flask) -> None:
    event = events.event()
    made = [services.register(event, somebody(), request_key="k").id for _ in range(2)]
    assert made[0] != made[1]


def test_the_same_person_is_told_once_and_nothing_is_doubled(app: Flask) -> None:
    event = events.event()
    made = register(event, surname="Müller", given_name="Anna", email="anna@example.org")
    for _ in range(2):
        again = register(event, surname="MULLER", given_name="anna", email="Anna@Example.ORG")
        assert again.id == made.id
    assert mails("anna@example.org") == ["registration_confirmed", "registration_already"]


def test_who_has_cancelled_can_register_again(app: Flask) -> None:
    event, who = events.event(), somebody()
    first = services.register(event, who)
    services.cancel(first)
    assert services.register(event, who).id != first.id


def test_a_member_is_known_by_the_account(app: Flask) -> None:
    event, user = events.event(), person("imran@example.org")
    made = services.register(event, somebody(email=user.email, user=user))
    again = services.register(event, somebody(email=user.email, user=user))
    assert again is made


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"state": "cancelled"}, "event_cancelled"),
        ({"state": "draft"}, "not_published"),
        ({"opens_at": now() + timedelta(days=1)}, "not_open_yet"),
        ({"closes_at": now() - timedelta(days=1)}, "closed"),
        ({"starts_at": now() - timedelta(days=1)}, "closed"),
        ({"members_only": True}, "members_only"),
    ],
)
def test_a_form_that_is_not_open_takes_nobody(app: Flask, columns: dict[str, object], code: str) -> None:
    with pytest.raises(PinError) as refused:
        services.register(events.event(**columns), somebody())
    assert refused.value.code == f"registration.{code}"


def test_cancelling_twice_has_one_effect(app: Flask) -> None:
    made = register(events.event())
    assert [services.cancel(made), services.cancel(made)] == [True, False]
    db.session.commit()
    assert mails(made.email) == ["registration_confirmed", "registration_cancelled"]


def test_a_past_event_is_left_as_it_was(app: Flask) -> None:
    event = events.event(starts_at=now() - timedelta(days=2), ends_at=now() - timedelta(days=1))
    with pytest.raises(PinError) as refused:
        services.cancel(events.registration(event))
    assert refused.value.code == "registration.over"


def test_changing_keeps_the_place_and_says_what_is_other(app: Flask) -> None:
    event = events.event()
    made = register(event, city="Brescia")
    who = somebody(surname=made.surname, email=made.email, city="Milano")
    assert services.change(made, who, {})
    assert (made.city, made.state, made.version) == ("Milano", "registered", 2)
    assert not services.change(made, who, {})
    entry = db.session.query(AuditEntry).filter_by(action="registration.changed").one()
    assert entry.facts["fields"] == ["city"]


def test_nobody_takes_over_the_name_of_somebody_else(app: Flask) -> None:
    event = events.event()
    made = register(event, surname="Butt", given_name="Sana", email="one@example.org")
    other = register(event, surname="Khan", given_name="Ali", email="one@example.org")
    with pytest.raises(PinError) as refused:
        services.change(other, somebody(surname="Butt", given_name="Sana", email="one@example.org"), {})
    assert refused.value.code == "registration.already_there"
    assert (made.surname, other.surname) == ("Butt", "Khan")
