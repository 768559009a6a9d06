"""Check 25 and fault F13: when the store refuses the nth row of registering, nothing of it is kept."""

from __future__ import annotations

import pytest

from pin_app.audit.models import AuditEntry
from pin_app.audit.services import check_chain
from pin_app.db import db
from pin_app.mail.models import OutgoingMail
from pin_app.registrations.models import Registration, RegistrationConsent, RegistrationMail
from pin_app.registrations.routes import registering
from pin_app.registrations.services import links
from tests.factories import events
from tests.inspector import Inspector
from tests.trust.refusing import Flow, cases, counts, failing, named, send, standing

TABLES = (Registration, RegistrationConsent, RegistrationMail, OutgoingMail, AuditEntry)
WHO = {"given_name": "Sana", "surname": "Butt", "email": "sana@example.org", "language": "en"}


def registering_with_consents(_client: Inspector) -> tuple[str, dict[str, str]]:
    event = events.event()
    asked = [events.question(event, "consent", text) for text in ("Photos", "Partners")]
    ticks = {f"c_{question.public_id}": "y" for question in asked}
    return f"/events/{event.public_id}/register", WHO | ticks | {"request_key": "one"}


def cancelling(_client: Inspector) -> tuple[str, dict[str, str]]:
    event = events.event(capacity=1)
    made = events.registration(event)
    events.registration(event, "waiting")
    return f"/r/{links.token_of(made)}/cancel", {}


def accepting(_client: Inspector) -> tuple[str, dict[str, str]]:
    event = events.event(capacity=1)
    made = events.registration(event, "offered", offered_until=event.starts_at)
    return f"/r/{links.token_of(made)}/accept", {}


# How many rows each flow adds to each table, in the order of TABLES.
FLOWS: dict[Flow, tuple[int, ...]] = {
    registering_with_consents: (1, 2, 1, 1, 1),
    cancelling: (0, 0, 2, 2, 2),
    accepting: (0, 0, 1, 1, 1),
}


@pytest.mark.parametrize(("flow", "table", "number"), cases(FLOWS, TABLES), ids=named)
def test_a_refused_row_leaves_nothing_and_the_next_try_works(
    client: Inspector, flow: Flow, table: type, number: int
) -> None:
    address, data = flow(client)
    before = standing(TABLES)
    with failing(table, number):
        assert send(client, address, data) in (500, 503)
        assert standing(TABLES) == before
    assert send(client, address, data) == 302
    assert check_chain().is_whole


@pytest.mark.parametrize("flow", FLOWS, ids=named)
def test_each_flow_writes_as_many_rows_as_the_cases_assume(client: Inspector, flow: Flow) -> None:
    address, data = flow(client)
    before = counts(TABLES)
    assert send(client, address, data) == 302
    added = tuple(now - then for now, then in zip(counts(TABLES), before, strict=True))
    assert added == FLOWS[flow]


def test_the_check_sees_half_a_registration(client: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    address, data = registering_with_consents(client)
    before, register = standing(TABLES), registering.services.register

    def in_two_parts(event: object, person: object, *given: object, **options: object) -> object:
        db.session.add(Registration(event_id=event.id, state="registered"))  # type: ignore[attr-defined]
        db.session.commit()
        return register(event, person, *given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(registering.services, "register", in_two_parts)
    with failing(OutgoingMail, 1):
        send(client, address, data)
        assert standing(TABLES) != before
