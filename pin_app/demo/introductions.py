"""A handful of introductions of the demo's members, each at another point of the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.db import db
from pin_app.errors import PinError
from pin_app.introductions import actors, gates, queries, services
from pin_app.introductions.models import Introduction
from pin_app.profiles.models import Profile

OVERRIDE = "An invented firm: its papers were seen at the desk."
ANSWERED = "He told us on the phone that he would like to meet them."
MOMENTS = (
    "created_at", "changed_at", "first_asked_at", "second_asked_at", "first_answered_at",
    "second_answered_at", "introduced_at", "met_at", "closed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """Who is first, which kind of partner, for what, how far it went, and how many days ago it began."""

    who: str
    partner: str
    state: str
    days: int = 2
    purpose: str = "business"


STORIES = (
    Story("sana", "italian_firm", "first_asked"),
    Story("sana", "italian_firm", "introduced", 20),
    Story("sana", "italian_firm", "met", 95),
    Story("imran", "pakistani_firm", "second_asked", 5),
    Story("imran", "italian_firm", "introduced", 40),
    Story("imran", "pakistani_firm", "withdrawn", 60),
    Story("paolo", "pakistani_firm", "first_asked", 3),
    Story("paolo", "pakistani_firm", "met", 100),
    Story("paolo", "pakistani_firm", "declined", 30),
    Story("farah", "pakistani_firm", "suggested", 1, "investment"),
    Story("farah", "pakistani_firm", "introduced", 15, "investment"),
)


def fill() -> int:
    """Make the introductions; returns how many."""
    staff = db.session.scalars(select(User).where(User.role == "staff", User.demo).order_by(User.id)).first()
    partners = {kind: _partners(kind) for kind in {story.partner for story in STORIES}}
    made = [_tell(story, partners[story.partner], staff) for story in STORIES if staff]
    db.session.flush()
    return sum(made)


def _tell(story: Story, partners: Iterator[Profile], staff: User) -> bool:
    first, second = _profile_of(story.who), next(partners, None)
    if first is None or second is None:
        return False
    try:
        made = services.propose(first, second, story.purpose, staff)
        _lead(made, story.state, staff)
    except PinError:  # no room, or one side is not published: the demo has one story less
        return False
    _age(made, timedelta(days=story.days))
    return True


def _lead(made: Introduction, state: str, staff: User) -> None:
    if state == "suggested":
        return
    first, second = made.first, made.second
    closed = first and second and gates.problems(first, second, made.purpose)
    services.approve(made, staff, override=OVERRIDE if closed else "")
    services.ask_first(made, staff)
    if state != "first_asked":
        services.answer(made, "yes", actors.on_behalf("first", staff, "by_phone", ANSWERED))
    if state == "declined":
        services.answer(made, "no", actors.by_link("second"))
    elif state not in ("first_asked", "second_asked"):
        services.answer(made, "yes", actors.by_link("second"))
    if state == "met":
        services.record_met(made, actors.staff(staff))
    elif state == "withdrawn":
        services.withdraw(made, actors.by_link("second"), "plans_changed")


def _age(made: Introduction, by: timedelta) -> None:
    """Let it have begun some days ago; what still waits for an answer ends as it did."""
    for row, names in [(made, MOMENTS), *((step, ("at",)) for step in queries.steps_of(made))]:
        for name in names:
            moment = getattr(row, name)
            if moment is not None:
                setattr(row, name, moment - by)


def _profile_of(who: str) -> Profile | None:
    owner = User.email == f"{who}@demo.example.org"
    return db.session.scalars(select(Profile).join(Profile.owner).where(owner).order_by(Profile.id)).first()


def _partners(kind: str) -> Iterator[Profile]:
    """Published parties of a kind that nobody speaks for, each once."""
    free = (Profile.kind == kind, Profile.owner_id.is_(None), Profile.matchable, Profile.demo)
    wanted = select(Profile).where(*free, Profile.state == "published").order_by(Profile.id).limit(40)
    return iter(db.session.scalars(wanted).all())
