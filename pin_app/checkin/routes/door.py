"""The page at the door, which works without any script: type a code or find a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.checkin import forms, policies, queries
from pin_app.checkin.models import Scan
from pin_app.checkin.routes.blueprint import DOOR, asked, bp, door
from pin_app.checkin.services import Answer, presence_of, take
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event
from pin_app.events.showing import days_of


@bp.get(DOOR)
@policy(is_organiser)
def at_the_door(public_id: str) -> ResponseReturnValue:
    """Show the door of an event: the last answer, the ways to read a ticket, how many are there."""
    event = door(public_id)
    return page(event, asked("session", 20), said=_said(event, asked("scan", 64)))


def page(event: Event, session: str, said: Answer | None = None, problem: str = "") -> ResponseReturnValue:
    """Show the door with an answer, or with what is wrong with what was sent."""
    words = asked("q")
    found = queries.by_words(event, words) if words.strip() else None
    shown = render_template(
        "checkin/door.html", event=event, said=said, problem=problem, q=words, found=found, new_key=uuid4,
        there=queries.check_ins_of([one.id for one in found or ()]), **at_door(event, session),
    )  # fmt: skip
    return (shown, 422) if problem else shown


def at_door(event: Event, session: str) -> dict[str, Any]:
    """Return what a page at a door needs to know, with or without a network."""
    day = forms.day_of(event, "")
    sessions = queries.sessions_of(event)
    return {
        "day": day,
        "days": days_of(event),
        "sessions": sessions,
        "session": session if session in {item.public_id for item in sessions} else "",
        "forget_at": policies.forget_at(event),
        "is_open": now() >= policies.opens_at(event),
        "count": queries.count(event, day),
        "latest": queries.latest(event),
    }


def back(event: Event, session: str, key: str) -> ResponseReturnValue:
    """Lead back to the door, with the answer to a scan."""
    return redirect(
        url_for("checkin.at_the_door", public_id=event.public_id, session=session or None, scan=key)
    )


def let_in(event: Event, given: Mapping[str, Any]) -> ResponseReturnValue:
    """Take the scan of a plain form and lead back with the answer; the door says what is wrong with it."""
    try:
        scan = forms.typed(event, queries.sessions_of(event), given)
        take(event, [scan], me())
    except (PinError, ValueError) as refusal:
        db.session.rollback()
        return page(event, given["session"], problem=str(refusal))
    db.session.commit()
    return back(event, given["session"], scan.scan_key)


def _said(event: Event, key: str) -> Answer | None:
    scan = queries.scan_of(event, key) if forms.KEY.fullmatch(key) else None
    return answer_to(scan) if scan else None


def answer_to(scan: Scan) -> Answer:
    """Return the answer to a scan that was kept."""
    trail = queries.trails([scan.registration_id or 0]).get(scan.registration_id or 0, [])
    there = presence_of(trail, scan.day).get(scan.item_id)
    first_at = there.first_at if there else None
    return Answer(scan.scan_key, scan.result, scan.registration, scan.day, first_at, fresh=False)
