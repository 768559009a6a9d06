"""Lists ask as many queries for three rows as for one."""

from __future__ import annotations

import pytest
from flask import Flask

from pin_app.accounts.models import User
from pin_app.claims import complaints, queries, services
from pin_app.claims.models import Claim, Grievance, Proof
from pin_app.db import db
from pin_app.profiles.models import Profile
from tests.claims.test_gating import good
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.store import asked


def fill(times: int) -> list[Profile]:
    firms = [profile(sectors=["32.50"]) for _ in range(times)]
    for firm in firms:
        for code in ("wages", "safety"):
            claim = Claim(profile_id=firm.id, code=code)
            db.session.add(claim)
            db.session.flush()
            db.session.add_all(
                [Proof(claim_id=claim.id, level=1), Proof(claim_id=claim.id, level=3, state="waiting")]
            )
        digest = f"{firm.id:064d}"
        db.session.add(Grievance(receipt_digest=digest, profile=firm, text="x", language="en"))
    db.session.commit()
    return firms


def test_levels_of_many_are_two_statements(app: Flask) -> None:
    numbers = [firm.id for firm in fill(3)]
    assert [asked(lambda n=n: queries.levels(numbers[:n])) for n in (1, 3)] == [2, 2]


def test_the_gate_does_not_grow_with_what_firms_state(app: Flask) -> None:
    good()
    first, second, _third = fill(3)
    assert asked(lambda: services.gate(first, second)) <= 7


@pytest.mark.parametrize("url", ["/claims", "/grievances"])
def test_queues_ask_as_much_for_three_as_for_one(client: Inspector, url: str) -> None:
    signed_in(client, person(role="staff"))
    counted = []
    for more in (1, 2):
        fill(more)
        client.get(url)
        counted.append(asked(lambda: client.get(url)))
    assert counted[0] == counted[1]


def test_a_queue_of_grievances_leaves_out_what_its_reader_acts_for(app: Flask) -> None:
    reader: User = person(role="staff")
    own = fill(2)[0]
    own.owner = reader
    db.session.commit()
    assert (complaints.count_new(reader), complaints.queue(("new",), reader).total) == (1, 1)
