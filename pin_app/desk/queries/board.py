"""Introductions in progress: by what they wait for, who waits and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from pin_app.db import db
from pin_app.desk.queries.figures import is_due, is_request
from pin_app.introductions import policies
from pin_app.introductions.models import Introduction
from pin_app.introductions.states import CLOSED, CONTACT, WAITING

PER_PAGE = 25
MOST_PAGES = 1_000
VIEWS = ("requests", "due", "deciding", "asked", "introduced", "past")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the board: a view, whose, and for which purpose."""

    view: str = "requests"
    mine: bool = False
    purpose: str = ""
    person_id: int = 0
    page: int = 1

    def arguments(self) -> dict[str, Any]:
        """Return what of it stands in an address, without the page."""
        said = {"view": self.view, "mine": "1" if self.mine else "", "purpose": self.purpose}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Row:
    """One introduction, what is waited for, by whom, and since when."""

    introduction: Introduction
    waits_for: str  # a code: staff, first, second, room, meeting, outcome, nobody
    since: datetime


def page(asked: Asked) -> tuple[list[Row], Pagination]:
    """Return a page of introductions, those that have waited longest first; ended ones the newest first."""
    sides = (joinedload(Introduction.first), joinedload(Introduction.second))
    people = (joinedload(Introduction.assigned_to), joinedload(Introduction.proposed_by))
    wanted = select(Introduction).where(_is_in(asked.view), *_narrowed(asked)).options(*sides, *people)
    newest = (Introduction.changed_at.desc(), Introduction.id.desc())
    order = newest if asked.view in ("past", "introduced") else (Introduction.changed_at, Introduction.id)
    found = db.paginate(wanted.order_by(*order), page=asked.page, per_page=PER_PAGE, error_out=False)
    return [_row(one) for one in found.items], found


def counts(asked: Asked) -> dict[str, int]:
    """How many introductions each view holds, in one statement."""
    names = [func.count().filter(_is_in(view)).label(view) for view in VIEWS]
    return dict(db.session.execute(select(*names).where(*_narrowed(asked))).one()._mapping)


def _narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    mine = [Introduction.assigned_to_id == asked.person_id] if asked.mine else []
    return [*mine, *([Introduction.purpose == asked.purpose] if asked.purpose else [])]


def _is_in(view: str) -> ColumnElement[bool]:
    deciding = Introduction.state.in_(("suggested", "approved"))
    return {
        "requests": is_request(),
        "due": is_due(),
        "deciding": and_(deciding, ~is_request()),
        "asked": Introduction.state.in_(WAITING),
        "introduced": Introduction.state.in_(CONTACT),
        "past": Introduction.state.in_(CLOSED),
    }[view]


def _row(one: Introduction) -> Row:
    side = policies.waits_for(one)
    since = {"first": one.first_asked_at, "second": one.second_asked_at}
    if side:
        return Row(one, side, since[side] or one.changed_at)
    return Row(one, _WAITS.get(one.state, "nobody"), one.changed_at)


_WAITS = {
    "suggested": "staff", "approved": "staff", "first_asked": "room", "accepted": "meeting",
    "introduced": "meeting", "met": "outcome",
}  # fmt: skip
