"""What ends by the clock is told once, and old files go."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from flask import Flask

from pin_app import site
from pin_app.claims import services
from pin_app.claims.models import Claim, Proof
from pin_app.claims.services import forgetting
from pin_app.claims.signals import claims_changed
from pin_app.db import db, now
from pin_app.documents import filing
from pin_app.documents.services import receive
from pin_app.jobs import run_pending
from tests.documents.files import photo
from tests.factories.people import person
from tests.factories.profiles import profile


def test_a_firm_whose_proof_has_ended_is_told_of_once(app: Flask) -> None:
    firm = profile()
    claim = Claim(profile_id=firm.id, code="wages")
    db.session.add(claim)
    db.session.flush()
    db.session.add(Proof(claim_id=claim.id, level=1, valid_until=now().date() - timedelta(days=1)))
    db.session.commit()
    heard: list[int] = []

    def hear(_sender: Any, profile_id: int) -> None:
        heard.append(profile_id)

    with claims_changed.connected_to(hear):
        assert (services.tell_of_ended(), services.tell_of_ended()) == (1, 0)
        site.state(forgetting.TOLD, (now().date() - timedelta(days=1)).isoformat())
        assert services.tell_of_ended() == 1
    assert heard == [firm.id, firm.id]


def test_a_file_goes_a_year_after_its_proof_has_ended(app: Flask) -> None:
    owner = person()
    firm = profile(owner=owner)
    proof = services.hand_in(firm, "wages", owner, receive(io.BytesIO(photo())), "a.jpg")
    services.see(proof, person(role="staff"), now().date())
    db.session.commit()
    assert services.delete_old_files() == 0
    proof.valid_until = now().date() - forgetting.KEEP_FILES - timedelta(days=1)
    db.session.commit()
    assert services.delete_old_files() == 1
    db.session.commit()
    run_pending(app)
    assert list(filing.folder().iterdir()) == []
    assert proof.document_id is None
