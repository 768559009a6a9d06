"""What a phone needs to work without a network: an empty door, its worker, and on request the list."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from pin_app.access import is_organiser, policy
from pin_app.audit.services import record
from pin_app.checkin import queries, words
from pin_app.checkin.models import CheckIn
from pin_app.checkin.routes.blueprint import DOOR, asked, bp, clock, door
from pin_app.checkin.routes.door import at_door
from pin_app.db import db
from pin_app.events.models import Event
from pin_app.registrations.models import Registration


@bp.get(f"{DOOR}/shell")
@policy(is_organiser)
def shell(public_id: str) -> str:
    """Show the door with nobody on it, for the cache of a phone that was prepared."""
    event = door(public_id)
    facts = at_door(event, asked("session", 20))
    return render_template(
        "checkin/shell.html", event=event, said=None, problem="", q="", found=None, **facts
    )


@bp.get(f"{DOOR}/worker.js")
@policy(is_organiser)
def worker(public_id: str) -> Response:
    """Return the script that opens the door without a network; it may act on this one page only."""
    event = door(public_id)
    script = Path(str(current_app.static_folder)) / "js" / "checkin-worker.js"
    answer = Response(script.read_bytes(), mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = url_for("checkin.at_the_door", public_id=event.public_id)
    return answer


@bp.post(f"{DOOR}/list")
@policy(is_organiser)
def list(public_id: str) -> ResponseReturnValue:
    """Hand the list of an event to a phone that is prepared: no contact, and tickets only as digests."""
    event = door(public_id)
    people = queries.all_standing(event)
    there = queries.check_ins_of([one.id for one in people])
    listed = [_listed(event, one, there.get(one.id, [])) for one in people]
    record("checkin.list_taken", event, people=len(listed))
    db.session.commit()
    return {"people": listed}


def _listed(event: Event, one: Registration, rows: Sequence[CheckIn]) -> dict[str, object]:
    return {
        "reference": one.reference,
        "hash": hashlib.sha256(one.ticket.encode()).hexdigest(),
        "name": f"{one.given_name} {one.surname}".strip(),
        "organisation": one.organisation,
        "place": one.state == "registered",
        "state": str(words.STATES[one.state]),
        "there": {_place(row): clock(event, row.first_at) for row in rows},
    }


def _place(row: CheckIn) -> str:
    return f"{row.day.isoformat()} {row.item.public_id if row.item else ''}"
