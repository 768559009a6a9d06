"""Entering a list that was ticked on paper, page by page."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.checkin import forms, policies, queries
from pin_app.checkin.routes.blueprint import DOOR, asked, bp, door
from pin_app.checkin.services import tick
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events.models import Event, ProgrammeItem
from pin_app.events.showing import days_of
from pin_app.typed import page_number


@bp.get(f"{DOOR}/paper")
@policy(is_organiser)
def paper(public_id: str) -> str:
    """Show who is expected with a box each; ticked is who is checked in on that day or in that session."""
    event = door(public_id)
    day, session = _door_of(event, asked("day", 10), asked("session", 20))
    found = queries.expected(event, page_number())
    ticked = _ticked([one.id for one in found.items], day, session)
    return render_template(
        "checkin/paper.html", event=event, day=day, session=session, days=days_of(event), found=found,
        ticked=ticked, sessions=queries.sessions_of(event, day), key=uuid4().hex,
        is_open=now() >= policies.opens_at(event),
    )  # fmt: skip


@bp.post(f"{DOOR}/paper")
@policy(is_organiser)
def save_paper(public_id: str) -> ResponseReturnValue:
    """Take over one page of ticks, and open the next."""
    event, given = door(public_id), request.form
    key = given.get("key", "")
    day, session = _door_of(event, given.get("day", ""), given.get("session", ""))
    shown, was, ticked = (set(given.getlist(name)) for name in ("shown", "was", "there"))
    try:
        if not forms.PAPER_KEY.fullmatch(key):
            raise PinError("checkin.page_unreadable")
        people = queries.expected_among(event, shown)
        ids = {one.public_id: one.id for one in people}
        now_ticked, then_ticked = ({ids[code] for code in codes & ids.keys()} for codes in (ticked, was))
        item_id = session.id if session else None
        came, undone = tick(event, day, item_id, people, now_ticked, then_ticked, key, me())
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return redirect(_address(event, day, session, given.get("page", "")))
    db.session.commit()
    flash(_("Saved. Checked in: %(came)s. Taken back: %(undone)s.", came=came, undone=undone), "success")
    return redirect(_address(event, day, session, given.get("next", "")))


def _ticked(ids: list[int], day: date, session: ProgrammeItem | None) -> set[int]:
    """Return who of these people is checked in at that door."""
    place = (day, session.id if session else None)
    there = queries.check_ins_of(ids)
    return {number for number in ids if place in [(row.day, row.item_id) for row in there.get(number, [])]}


def _door_of(event: Event, day: str, session: str) -> tuple[date, ProgrammeItem | None]:
    chosen = forms.day_of(event, day)
    return chosen, next((one for one in queries.sessions_of(event, chosen) if one.public_id == session), None)


def _address(event: Event, day: date, session: ProgrammeItem | None, page: str) -> str:
    number = page if page.isascii() and page.isdigit() and len(page) < 5 else None
    code = session.public_id if session else None
    return url_for("checkin.paper", public_id=event.public_id, day=day.isoformat(), session=code, page=number)
