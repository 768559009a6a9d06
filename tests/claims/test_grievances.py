"""Grievances: without an account, under a code, for staff only, and never known to the firm."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.claims import queries
from pin_app.claims.catalogue import Level
from pin_app.claims.models import Claim, Grievance, GrievanceMessage, Proof
from pin_app.claims.services import grieving
from pin_app.db import db, now
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from tests.factories.people import signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector

MARK = "Naila saw two boys of ten at the press"


@pytest.fixture
def firm(owner: User) -> Profile:
    made = profile(owner=owner, name="Sialkot Surgical")
    for code in ("contracts", "wages"):
        claim = Claim(profile_id=made.id, code=code)
        db.session.add(claim)
        db.session.flush()
        db.session.add(Proof(claim_id=claim.id, level=1))
    db.session.commit()
    return made


def sent(client: Inspector, firm: Profile | None = None, **typed: Any) -> str:
    """Send a grievance as a visitor; returns its code."""
    client.get(f"/grievance?firm={firm.public_id}" if firm else "/grievance")
    key = next(a["value"] for a in client.page.all("input") if a.get("name") == "key")
    data = {"key": key, "firm": firm.public_id if firm else "", "text": MARK} | typed
    client.post("/grievance", data, status=200)
    return next(word for word in client.words.split() if word.count("-") == 4)


def test_a_visitor_sends_one_and_reads_the_answer_under_the_code(
    client: Inspector, firm: Profile, staff: User
) -> None:
    code = sent(client, firm, topics=["child_labour"])
    grievance = db.session.scalars(select(Grievance)).one()
    assert (grievance.firm_name, grievance.topics, grievance.contact) == (firm.name, ["child_labour"], "")
    signed_in(client, staff)
    client.get("/grievances")
    client.get(f"/grievances/{grievance.id}")
    assert MARK in client.words
    client.post(f"/grievances/{grievance.id}/note", {"note-text": "Call the inspector in Sialkot."})
    client.post(f"/grievances/{grievance.id}/answer", {"answer-text": "We go there on Monday."})
    visitor = Inspector(client.app)
    visitor.get("/grievance/answer")
    visitor.post("/grievance/answer", {"code": code.lower().replace("-", " ")}, status=200)
    assert "We go there on Monday." in visitor.words
    assert "inspector in Sialkot" not in visitor.words
    visitor.post("/grievance/add", {"code": code, "text": "They came again."}, status=200)
    assert "They came again." in visitor.words
    assert db.session.scalars(select(Grievance.state)).one() == "open"


def test_a_wrong_code_opens_nothing(client: Inspector, firm: Profile) -> None:
    code = sent(client, firm)
    client.get("/grievance/answer")
    for wrong in ("AAAA-AAAA-AAAA-AAAA-AAAA", code[:-1], "\x00", "\ud800", "x" * 300):
        client.post("/grievance/answer", {"code": wrong.encode("utf-8", "surrogatepass")}, status=422)
        assert MARK not in client.words


def test_one_form_sent_three_times_is_one_grievance_with_one_code(client: Inspector) -> None:
    client.get("/grievance")
    key = next(a["value"] for a in client.page.all("input") if a.get("name") == "key")
    codes = set()
    for _ in range(3):
        client.get("/grievance")
        client.post("/grievance", {"key": key, "text": MARK}, status=200)
        codes.add(next(word for word in client.words.split() if word.count("-") == 4))
    assert (len(codes), len(db.session.scalars(select(Grievance)).all())) == (1, 1)


def test_nothing_happens_to_a_firm_before_staff_say_so(client: Inspector, firm: Profile, staff: User) -> None:
    sent(client, firm)
    assert queries.levels([firm.id])[firm.id] == {"contracts": Level.PLEDGE, "wages": Level.PLEDGE}
    number = db.session.scalars(select(Grievance.id)).one()
    signed_in(client, staff)
    client.get(f"/grievances/{number}")
    client.post(f"/grievances/{number}/review-claims")
    client.post(f"/grievances/{number}/review-claims")
    assert queries.levels([firm.id])[firm.id] == {"contracts": Level.X, "wages": Level.X}
    assert [mail.template for mail in db.session.scalars(select(OutgoingMail))] == ["claims_under_review"]


def test_the_firm_never_sees_it_not_even_as_staff(
    client: Inspector, firm: Profile, owner: User, staff: User
) -> None:
    sent(client, firm)
    number = db.session.scalars(select(Grievance.id)).one()
    signed_in(client, staff)
    client.get(f"/grievances/{number}")
    client.post(f"/grievances/{number}/review-claims")
    signed_in(client, owner)
    for url in (f"/profiles/{firm.public_id}/claims", f"/p/{firm.public_id}", "/profiles/mine", "/"):
        client.get(url)
        assert MARK not in client.words
        assert "grievance" not in client.words.lower()
    assert MARK not in db.session.scalars(select(OutgoingMail.body)).one()
    client.get(f"/grievances/{number}", status=403)
    owner.role = "staff"
    db.session.commit()
    client.get(f"/grievances/{number}", status=404)
    client.get("/grievances")
    assert firm.name not in client.words


def test_the_text_stands_in_no_log_and_no_trail_and_the_sender_in_no_row(
    client: Inspector, firm: Profile, staff: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    code = sent(client, firm, contact="naila@example.org", contact_name="Naila")
    assert db.session.scalars(select(AuditEntry)).all() == []
    number = db.session.scalars(select(Grievance.id)).one()
    signed_in(client, staff)
    client.get(f"/grievances/{number}")
    client.post(f"/grievances/{number}/answer", {"answer-text": MARK})
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    told = [entry.action for entry in entries if entry.action.startswith("grievance.")]
    assert told == ["grievance.read", "grievance.answered"]
    assert not any(MARK in str(entry.facts) for entry in entries)
    assert MARK not in caplog.text
    assert code not in caplog.text
    noted = {getattr(r, "route", ""): getattr(r, "from", None) for r in caplog.records if hasattr(r, "route")}
    assert noted["/grievance"] == ""
    assert noted["/grievances/<int(max=2147483647):number>"] == "127.0.0.1"
    mails = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()
    assert [mail.template for mail in mails] == ["grievance_received", "grievance_answered"]
    assert not any(code in mail.body or MARK in mail.body or firm.name in mail.body for mail in mails)


def test_it_is_limited_by_network(client: Inspector) -> None:
    for number in range(10):
        client.get("/grievance")
        client.post("/grievance", {"key": f"key{number}", "text": MARK}, status=200)
    client.get("/grievance")
    client.post("/grievance", {"key": "one more", "text": MARK}, status=429)


def test_a_firm_that_visitors_cannot_see_is_not_named_by_its_address(client: Inspector) -> None:
    hidden = profile(state="submitted", name="Hidden Works")
    client.get(f"/grievance?firm={hidden.public_id}")
    assert "Hidden Works" not in client.words
    client.post("/grievance", {"key": "k", "text": MARK, "firm": hidden.public_id}, status=200)
    assert db.session.scalars(select(Grievance.profile_id)).one() is None


def test_staff_name_the_firm_and_close(client: Inspector, firm: Profile, staff: User) -> None:
    sent(client, firm_name="Sialkot something")
    number = db.session.scalars(select(Grievance.id)).one()
    signed_in(client, staff)
    client.get(f"/grievances/{number}")
    client.post(f"/grievances/{number}/firm", {"firm-firm": "nobody"}, status=422)
    client.post(f"/grievances/{number}/firm", {"firm-firm": f"http://pin.test/p/{firm.public_id}"})
    client.get(f"/p/{firm.public_id}")
    assert "one open grievance names this firm" in client.words
    client.get(f"/grievances/{number}")
    client.post(f"/grievances/{number}/state", {"state-state": "closed"})
    found = db.session.scalars(select(Grievance)).one()
    assert (found.profile_id, found.state, found.closed_at is not None) == (firm.id, "closed", True)


def test_what_was_closed_two_years_ago_is_deleted_with_its_messages(client: Inspector, staff: User) -> None:
    sent(client)
    found = db.session.scalars(select(Grievance)).one()
    grieving.answer(found, staff, "Done.")
    grieving.move(found, staff, "closed")
    found.closed_at = now() - grieving.KEPT
    db.session.commit()
    assert grieving.delete_old_grievances() == 1
    db.session.commit()
    assert db.session.scalars(select(GrievanceMessage)).all() == []


def test_pages_are_kept_by_no_browser(client: Inspector) -> None:
    for answer in (client.get("/grievance"), client.get("/grievance/answer")):
        assert answer.headers["Cache-Control"] == "no-store"
