"""Pages of claims: what a firm hands in, and what staff say of it."""

from __future__ import annotations

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.audit.models import AuditEntry
from pin_app.claims.catalogue import Level
from pin_app.claims.models import Claim, Proof
from pin_app.db import db
from pin_app.documents import filing
from pin_app.documents.models import Document
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from tests.claims.pages import level, page, upload
from tests.documents.files import SVG, pdf, photo
from tests.factories.people import signed_in
from tests.inspector import Inspector


def test_a_document_counts_once_staff_have_seen_it(
    client: Inspector, owner: User, staff: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", pdf())
    assert level(firm, "wages") == Level.NONE
    proof = db.session.scalars(select(Proof)).one()
    signed_in(client, staff)
    client.get("/claims")
    assert "Proof of wages · Sialkot Surgical" in client.words
    client.get(f"/claims/{proof.claim_id}")
    client.post(f"/claims/proofs/{proof.id}/see", {"seen-last_day": ""})
    assert level(firm, "wages") == Level.DOCUMENT
    client.post(f"/claims/proofs/{proof.id}/see", {}, status=422)
    assert "already looked at" in client.words
    acts = select(AuditEntry.action).where(AuditEntry.action.startswith("claim."))
    trail = db.session.scalars(acts.order_by(AuditEntry.id)).all()
    assert trail == ["claim.read", "claim.document_seen"]


def test_the_same_document_twice_waits_once(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", photo())
    upload(client, firm, "wages", photo())
    assert len(db.session.scalars(select(Proof)).all()) == 1
    assert len(list(filing.folder().iterdir())) == 1


def test_a_picture_that_could_run_is_refused(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", SVG, status=422)
    assert "Send a PDF file or a picture" in client.words
    assert db.session.scalars(select(Document)).all() == []
    assert list(filing.folder().iterdir()) == []


def test_a_refused_document_is_deleted_and_the_firm_reads_why(
    client: Inspector, owner: User, staff: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", pdf())
    proof = db.session.scalars(select(Proof)).one()
    signed_in(client, staff)
    client.get(f"/claims/{proof.claim_id}")
    client.post(f"/claims/proofs/{proof.id}/refuse", {"refuse-reason": "It is another firm's slip."})
    assert db.session.scalars(select(Document)).all() == []
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    assert "It is another firm's slip." in client.words


def test_a_review_shows_x_and_tells_the_firm_without_the_reason(
    client: Inspector, owner: User, staff: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "contracts"))
    client.post(page(firm, "contracts", "pledge"), {"pledge-signed": "y"})
    claim = db.session.scalars(select(Claim)).one()
    signed_in(client, staff)
    client.get(f"/claims/{claim.id}")
    client.post(f"/claims/{claim.id}/review", {"review-reason": "A worker from Daska called."})
    assert level(firm, "contracts") == Level.X
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert (mail.template, mail.to_address) == ("claims_under_review", "owner@example.org")
    assert "Daska" not in mail.body
    signed_in(client, owner)
    for url in (page(firm), page(firm, "contracts"), f"/p/{firm.public_id}"):
        client.get(url)
        assert "Daska" not in client.words
        assert "Under review by ISCOS since" in client.words
    signed_in(client, staff)
    client.get(f"/claims/{claim.id}")
    client.post(f"/claims/{claim.id}/end-review", {"end-reason": "Visited, nothing found."})
    assert level(firm, "contracts") == Level.PLEDGE


def test_nobody_checks_the_firm_that_he_or_she_acts_for(
    client: Inspector, owner: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", pdf())
    proof = db.session.scalars(select(Proof)).one()
    owner.role = "staff"
    db.session.commit()
    client.get(f"/claims/{proof.claim_id}")
    client.post(f"/claims/proofs/{proof.id}/see", {}, status=422)
    client.post(
        f"/claims/{proof.claim_id}/confirm", {"confirm-kind": "trade_union", "confirm-source": "x"}, 422
    )
    assert level(firm, "wages") == Level.NONE


def test_a_confirmation_is_level_four_with_its_name(
    client: Inspector, owner: User, staff: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "safety"))
    client.post(page(firm, "safety", "pledge"), {"pledge-signed": "y", "pledge-committee": "person"})
    claim = db.session.scalars(select(Claim)).one()
    signed_in(client, staff)
    client.get(f"/claims/{claim.id}")
    typed = {"confirm-kind": "trade_union", "confirm-source": "Pakistan Workers Federation"}
    client.post(f"/claims/{claim.id}/confirm", typed)
    client.post(f"/claims/{claim.id}/confirm", typed)
    assert level(firm, "safety") == Level.CONFIRMED
    assert len(db.session.scalars(select(Proof).where(Proof.level == 4)).all()) == 1
    client.get(f"/p/{firm.public_id}")
    assert "by Pakistan Workers Federation" in client.words


def test_a_document_is_handed_out_to_keep_and_never_as_a_page(
    client: Inspector, owner: User, staff: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", pdf())
    token = db.session.scalars(select(Document.token)).one()
    signed_in(client, staff)
    answer = client.get(f"/documents/{token}")
    told = {
        name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")
    }
    assert told == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    answer.close()
    opened = select(AuditEntry.actor_id).where(AuditEntry.action == "document.opened")
    assert db.session.scalars(opened).all() == [staff.id]
