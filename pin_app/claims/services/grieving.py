"""Grievances: sent without an account, answered under a code, and never known to the firm they are about.

What senders do leaves no row in the trail: such a row would keep the address that they wrote from.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pin_app.access import is_staff
from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.claims import complaints, guards, queries
from pin_app.claims.models import GRIEVANCE_STATES, Claim, Grievance, GrievanceMessage
from pin_app.claims.services.checking import put_under_review
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.mail.policies import is_one_address
from pin_app.mail.services import path_to, queue
from pin_app.profiles.models import Profile

TOPICS = ("child_labour", "forced_labour", "wages", "hours", "safety", "harassment", "union", "other")
SIGNS = 20  # of 32 letters each: a code of 100 bits
MOST_MESSAGES = 50
KEPT = timedelta(days=730)


def code_for(key: str) -> str:
    """Return the receipt code of a form: sent twice, the form has one code and makes one grievance."""
    secret = str(current_app.secret_key).encode()
    digest = hmac.new(secret, f"grievance:{key}".encode("utf-8", "replace"), hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:SIGNS]
    return "-".join(letters[start : start + 4] for start in range(0, SIGNS, 4))


def send(code: str, given: dict[str, Any], profile: Profile | None, language: str) -> Grievance:
    """Keep a grievance under its code; the firm is not told."""
    standing = complaints.by_digest(digest_of(code))
    if standing is not None:
        return standing
    made = Grievance(
        receipt_digest=digest_of(code),
        profile=profile,
        firm_name=profile.name if profile else guards.line(given.get("firm_name"), wanted=False),
        place=guards.line(given.get("place"), wanted=False),
        topics=[topic for topic in TOPICS if topic in (given.get("topics") or ())],
        text=guards.text(given.get("text")),
        contact_name=guards.line(given.get("contact_name"), wanted=False),
        contact=guards.line(given.get("contact"), wanted=False),
        language=language,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same form, sent at the same moment
        return db.session.execute(select(Grievance).filter_by(receipt_digest=digest_of(code))).scalar_one()
    _tell_sender(made, "grievance_received")
    return made


def find(code: str) -> Grievance | None:
    """Return the grievance of a code, however it was typed."""
    return complaints.by_digest(digest_of(code))


def add(grievance: Grievance, words: str) -> None:
    """Let the sender add something; the same words again change nothing."""
    text = guards.text(words)
    hold(grievance)
    said = complaints.messages_of(grievance, ("addition",))
    if len(said) >= MOST_MESSAGES:
        raise PinError("claim.enough_said")
    if grievance.state == "closed":
        raise PinError("claim.grievance_closed")
    if not said or said[-1].text != text:
        _say(grievance, "addition", text, None)
        grievance.state = "open" if grievance.state == "answered" else grievance.state


def answer(grievance: Grievance, by: User, words: str) -> None:
    """Answer the sender, who reads it under the code."""
    _guard(by)
    text = guards.text(words)
    hold(grievance)
    said = complaints.messages_of(grievance, ("answer",))
    if said and said[-1].text == text:
        return
    _say(grievance, "answer", text, by)
    grievance.state = "answered"
    record("grievance.answered", grievance, actor=by)
    _tell_sender(grievance, "grievance_answered")


def write_note(grievance: Grievance, by: User, words: str) -> None:
    """Write a private note for colleagues."""
    _guard(by)
    _say(grievance, "note", guards.text(words), by)
    record("grievance.noted", grievance, actor=by)


def move(grievance: Grievance, by: User, state: str) -> None:
    """Bring a grievance into another state."""
    _guard(by)
    hold(grievance)
    if state not in GRIEVANCE_STATES or state == "new":
        raise PinError("claim.choose")
    if grievance.state != state:
        grievance.state, grievance.changed_at = state, now()
        grievance.closed_at = now() if state == "closed" else None
        record("grievance.moved", grievance, actor=by, state=state)


def name_firm(grievance: Grievance, by: User, profile: Profile) -> None:
    """Note which profile a grievance is about, where its sender wrote only a name."""
    _guard(by)
    hold(grievance)
    grievance.profile, grievance.changed_at = profile, now()
    record("grievance.firm_named", grievance, actor=by)


def review_claims(grievance: Grievance, by: User) -> list[Claim]:
    """Put all claims of the firm under review: by this click staff say that there may be something to it."""
    _guard(by)
    if grievance.profile is None:
        raise PinError("claim.no_firm")
    claims = [claim for claim in queries.claims_of(grievance.profile) if claim.withdrawn_at is None]
    if not claims:
        raise PinError("claim.no_claims")
    return put_under_review(claims, by, f"#{grievance.id}")


def delete_old_grievances() -> int:
    """Delete grievances that were closed two years ago; returns how many."""
    old = complaints.closed_before(now() - KEPT)
    for grievance in old:
        db.session.delete(grievance)
    db.session.flush()
    return len(old)


def digest_of(code: str) -> str:
    """Return what is kept of a code; lower case, spaces and a zero for an O do not matter."""
    plain = "".join(sign for sign in code.upper().replace("0", "O").replace("1", "I") if sign.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def _say(grievance: Grievance, kind: str, text: str, by: User | None) -> None:
    db.session.add(
        GrievanceMessage(grievance_id=grievance.id, kind=kind, text=text, by_id=by.id if by else None)
    )
    grievance.changed_at = now()
    db.session.flush()


def _tell_sender(grievance: Grievance, template: str) -> None:
    """Write to the sender where there is an address: without the code, the firm or what was said."""
    if is_one_address(grievance.contact):
        queue(template, to=grievance.contact, language=grievance.language, link=path_to("claims.receipt"))


def _guard(by: User) -> None:
    if not is_staff(by):
        raise PinError("claim.not_staff")
