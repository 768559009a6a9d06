"""Pages of claims: a firm states, and others see level, source and age."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.accounts.services import give_consent, withdraw_consent
from pin_app.claims.catalogue import Level
from pin_app.claims.models import Claim, ClaimEvent, Proof
from pin_app.db import db, now
from pin_app.documents.models import Document
from pin_app.mail.models import OutgoingMail
from pin_app.profiles.models import Profile
from tests.claims.pages import level, page, upload
from tests.documents.files import pdf
from tests.factories.people import person, signed_in
from tests.factories.profiles import profile
from tests.inspector import Inspector


def test_a_firm_signs_a_pledge_and_the_words_are_kept(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "contracts"))
    client.post(page(firm, "contracts", "pledge"), {"pledge-signed": "y"})
    proof = db.session.scalars(select(Proof)).one()
    assert (proof.level, proof.text_version, proof.text_language) == (1, 1, "en")
    assert proof.text.startswith("Everybody who works for us has a written contract")
    assert level(firm, "contracts") == Level.PLEDGE
    client.get(page(firm, "contracts"))
    assert "Pledge signed on" in client.words


def test_an_unsigned_pledge_is_shown_again(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "contracts"))
    client.post(page(firm, "contracts", "pledge"), {}, status=422)
    assert "Tick the box to sign." in client.words
    assert db.session.scalars(select(Claim)).all() == []


def test_facts_are_kept_with_the_pledge_and_shown(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "minimum_age"))
    typed = {
        "pledge-signed": "y",
        "pledge-minimum_age": "18",
        "pledge-age_checks": ["identity_card", "doctor"],
    }
    client.post(page(firm, "minimum_age", "pledge"), typed)
    client.get(f"/p/{firm.public_id}")
    assert "Minimum age here 18" in client.words
    assert "Identity card or B-form · A doctor’s opinion" in client.words


@pytest.mark.parametrize(
    "typed", [{"pledge-minimum_age": "9"}, {"pledge-minimum_age": "-1"}, {"pledge-minimum_age": "x"}]
)
def test_an_age_under_fourteen_is_refused(
    client: Inspector, owner: User, firm: Profile, typed: dict[str, str]
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "minimum_age"))
    client.post(
        page(firm, "minimum_age", "pledge"),
        {"pledge-signed": "y", "pledge-age_checks": "other"} | typed,
        status=422,
    )
    assert level(firm, "minimum_age") is None


def test_staff_do_not_sign_for_a_firm(client: Inspector, staff: User, firm: Profile) -> None:
    signed_in(client, staff)
    client.get(page(firm, "contracts"))
    client.post(page(firm, "contracts", "pledge"), {"pledge-signed": "y"}, status=404)


def test_a_number_is_checked_for_form_and_shown_to_nobody_else(
    client: Inspector, owner: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "identity"))
    client.post(
        page(firm, "identity", "number"), {"number-scheme": "pk.ntn", "number-number": "12"}, status=422
    )
    client.post(page(firm, "identity", "number"), {"number-scheme": "pk.ntn", "number-number": "1234567-8"})
    assert level(firm, "identity") == Level.NUMBER
    client.get(f"/p/{firm.public_id}")
    assert "issued by: Federal Board of Revenue" in client.words
    assert "1234567" not in client.words


@pytest.mark.parametrize(
    "reach", ["+92 300 123 4567", "desk@x.example", "https://x.example", "www.x.example"]
)
def test_who_issued_a_number_is_no_way_to_reach_a_firm(
    client: Inspector, owner: User, firm: Profile, reach: str
) -> None:
    signed_in(client, owner).get(page(firm, "identity"))
    typed = {"number-scheme": "pk.chamber", "number-number": "AB 12345"}
    client.post(page(firm, "identity", "number"), typed | {"number-body": f"Chamber, {reach}"}, status=422)
    assert level(firm, "identity") is None
    client.post(page(firm, "identity", "number"), typed | {"number-body": "Chamber, SA8000:2014"})
    assert level(firm, "identity") == Level.NUMBER


def test_an_identity_card_number_is_refused(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "social_security"))
    typed = {"number-scheme": "pk.eobi", "number-number": "34201-1234567-1"}
    client.post(page(firm, "social_security", "number"), typed, status=422)
    assert level(firm, "social_security") is None


def test_a_withdrawn_claim_is_x_its_files_go_and_it_can_be_stated_again(
    client: Inspector, owner: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "contracts"))
    upload(client, firm, "contracts", pdf())
    client.post(page(firm, "contracts", "withdraw"))
    assert level(firm, "contracts") == Level.X
    assert db.session.scalars(select(Document)).all() == []
    client.get(page(firm, "contracts"))
    client.post(page(firm, "contracts", "pledge"), {"pledge-signed": "y"})
    assert level(firm, "contracts") == Level.PLEDGE
    told = db.session.scalars(select(ClaimEvent.what).order_by(ClaimEvent.id)).all()
    assert told == ["document", "withdrawn", "pledge"]


def test_union_matters_need_the_owners_consent_and_go_with_it(
    client: Inspector, owner: User, firm: Profile
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "union"))
    assert "specially protected" in client.words
    client.post(page(firm, "union", "pledge"), {"pledge-signed": "y"}, status=422)
    assert db.session.scalars(select(Claim)).all() == []
    client.get(page(firm, "union"))
    client.post(page(firm, "union", "consent"))
    client.get(page(firm, "union"))
    client.post(page(firm, "union", "pledge"), {"pledge-signed": "y"})
    assert level(firm, "union") == Level.PLEDGE
    client.get("/account/consents")
    client.post("/account/consents/withdraw", {"purpose": "union"})
    assert db.session.scalars(select(Claim)).all() == []
    client.get(f"/p/{firm.public_id}")
    assert "Trade union" not in client.words


def test_consent_to_union_matters_is_not_asked_of_all(client: Inspector, owner: User) -> None:
    client.get("/register")
    assert "trade union" not in client.words
    signed_in(client, owner)
    client.get("/account/consents")
    assert "trade union" not in client.words
    give_consent(owner, "union", language="en", way="claims")
    client.get("/account/consents")
    assert "trade union" in client.words
    withdraw_consent(owner, "union")


def test_pages_of_others_are_not_there(client: Inspector, owner: User, firm: Profile) -> None:
    signed_in(client, owner)
    client.get(page(firm, "wages"))
    upload(client, firm, "wages", pdf())
    proof, document = db.session.scalars(select(Proof)).one(), db.session.scalars(select(Document)).one()
    other = person("other@example.org")
    own = profile(owner=other)
    signed_in(client, other)
    client.get("/help")
    client.get(page(firm), status=404)
    client.get(page(firm, "wages"), status=404)
    client.get(page(own, "nothing"), status=404)
    client.get(f"/documents/{document.token}", status=404)
    for deed in ("pledge", "number", "withdraw", f"proofs/{proof.id}/take-back"):
        client.post(page(firm, "wages", deed), {}, status=404)
    client.post(page(own, "wages", f"proofs/{proof.id}/take-back"), {}, status=404)
    client.get(f"/claims/{proof.claim_id}", status=403)


def test_what_ends_is_reminded_once_and_falls_back_visibly(
    client: Inspector, owner: User, firm: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(client, owner)
    client.get(page(firm, "identity"))
    client.post(page(firm, "identity", "number"), {"number-scheme": "pk.ntn", "number-number": "1234567-8"})
    from pin_app.claims import tasks  # noqa: PLC0415 -- as the worker calls it

    tasks.look_at_ends()
    assert db.session.scalars(select(OutgoingMail)).all() == []
    proof = db.session.scalars(select(Proof)).one()
    proof.valid_until = now().date() + timedelta(days=29)
    db.session.commit()
    tasks.look_at_ends()
    tasks.look_at_ends()
    assert [mail.template for mail in db.session.scalars(select(OutgoingMail))] == ["claims_expiring"]
    db.session.scalars(select(Proof)).one().valid_until = now().date() - timedelta(days=1)
    db.session.commit()
    assert level(firm, "identity") == Level.NONE
    client.get(f"/p/{firm.public_id}")
    assert "Level 2 ended on" in client.words
