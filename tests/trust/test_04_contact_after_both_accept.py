"""Check 4: how somebody is reached is read by the two, from the second yes to the end, and by nobody else.

`tests/introductions/test_machine.py` walks all events in all orders; here every role reads.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from pin_app.db import db
from pin_app.introductions import actors, policies, services
from pin_app.introductions.models import Introduction
from pin_app.introductions.services import links
from pin_app.introductions.states import CONTACT
from pin_app.mail.models import OutgoingMail
from tests.factories.introductions import introduction, side
from tests.inspector import Inspector
from tests.trust.cast import ROLES, Cast

MARKER, PHONE = "partnermarker@example.org", "+393471234567"
OFFICE = {"staff", "administrator"}
WAY = ("first_asked", "second_asked", "introduced", "met", "outcome_recorded")


@dataclass
class Scene:
    """The owner and a member act for the first side; a stranger stands on the other."""

    cast: Cast
    made: Introduction


def scene(app: Flask, state: str) -> Scene:
    cast = Cast.of(app)
    mine = cast.introduction().first
    partner = side("italian_firm", email=MARKER, phone=PHONE)
    return Scene(cast, introduction(state, mine, partner, cast.people["staff"]))


def readers(found: Scene) -> set[str]:
    """Which roles read the partner's address or number somewhere on their pages."""
    number = found.made.public_id
    partner = found.made.second
    pages = ["/", "/introductions", "/introductions?view=made", f"/introductions/{number}", "/matches"]
    pages += [f"/introductions/{number}/staff", *(f"/p/{partner.public_id}" for _ in [0] if partner)]
    pages += [links.path_to_answer(found.made, "first"), links.path_afterwards(found.made, "first")]
    texts = {role: _all_of(found.cast.enter(role), pages) for role in ROLES}
    return {role for role, text in texts.items() if MARKER in text or PHONE[3:] in text.replace(" ", "")}


def _all_of(browser: Inspector, pages: list[str]) -> str:
    return "".join(browser.send("GET", page).get_data(as_text=True) for page in pages)


def mailed(found: Scene) -> list[str]:
    """To whom mails with the partner's address or number went that stand in the outbox."""
    mails = db.session.query(OutgoingMail).order_by(OutgoingMail.id)
    return [mail.to_address for mail in mails if MARKER in mail.body or MARKER in mail.html]


@pytest.mark.parametrize("state", WAY)
def test_only_the_two_read_it_and_only_once_both_have_said_yes(app: Flask, state: str) -> None:
    found = scene(app, state)
    seen = state in CONTACT
    assert readers(found) == OFFICE | ({"owner", "member"} if seen else set())
    assert mailed(found) == (["owner@example.org"] if seen else [])


@pytest.mark.parametrize("end", ["withdraw", "report", "leave", "delete"])
def test_nobody_reads_it_once_it_has_ended(app: Flask, end: str) -> None:
    found = scene(app, "introduced")
    partner = found.made.second
    assert partner is not None
    if end == "withdraw":
        services.withdraw(found.made, actors.by_link("second"), "no_time")
    elif end == "report":
        services.report(found.made, actors.by_link("second"), "money")
    else:
        services.leave(partner)
    if end == "delete":
        db.session.delete(partner)
    db.session.commit()
    assert readers(found) <= OFFICE
    assert mailed(found) == []


def test_the_check_sees_a_contact_before_the_second_yes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "CONTACT", ("second_asked", *CONTACT))
    assert "owner" in readers(scene(app, "second_asked"))
