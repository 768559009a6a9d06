"""Trust check 11 on the pages of a firm and of staff: odd types and sizes are answered, never with 5xx."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from pin_app.claims import services
from pin_app.claims.services import grieving
from pin_app.db import db
from pin_app.documents.services import receive
from tests.claims.test_gating import good
from tests.documents.files import pdf
from tests.factories.people import person
from tests.factories.profiles import profile
from tests.inspector import Inspector
from tests.trust.test_11_types_and_ranges import of_forms
from tests.trust.walker import Walker


@pytest.fixture
def walker(app: Flask) -> Walker:
    """Staff who act for a firm with a document that waits."""
    user = person("staff@example.org", role="staff")
    firm = profile("pakistani_firm", owner=user, sectors=["23.32"])
    stranger = profile("pakistani_firm", sectors=["23.32"])
    services.hand_in(firm, "wages", user, receive(io.BytesIO(pdf())), "a.pdf")
    grieving.send(grieving.code_for("a"), {"text": "No masks"}, stranger, "en")
    good(sectors=["23.32"])
    db.session.commit()
    made = Walker(Inspector(app), user)
    claims = f"/profiles/{firm.public_id}/claims"
    pages = [f"{claims}/{code}" for code in ("wages", "minimum_age", "workforce", "safety", "kiln")]
    made.crawl("/claims", "/risks", "/risks/new", "/grievances", "/grievance", "/grievance/answer", *pages)
    made.crawl(f"/profiles/{firm.public_id}/questions/1", f"/profiles/{firm.public_id}/questions/3")
    return made


@pytest.mark.thorough
def test_no_odd_value_breaks_a_page(walker: Walker) -> None:
    for only in ("/pledge", "/number", "/questions/", "/risks", "/grievance", "/claims/"):
        assert of_forms(walker, only) == []
        assert any(only in form.action for form in walker.forms.values())
