"""Events with meetings for tests: a plan, slots, tables and people who take part."""

from __future__ import annotations

from datetime import timedelta

from pin_app.accounts.models import User
from pin_app.db import db, now
from pin_app.meetings.models import MeetingParticipant, MeetingPlan, MeetingRun, MeetingSlot, MeetingTable
from pin_app.meetings.services import publishing
from pin_app.registrations.models import Registration
from tests.factories import events
from tests.factories.people import person


class Fair:
    """One event as organisers set it up."""

    def __init__(self, slots: int = 4, tables: int = 2, by: User | None = None, **columns: object) -> None:
        self.by = by or person(role="organiser")
        self.event = events.event(self.by, **columns)
        self.plan = MeetingPlan(
            event_id=self.event.id, opens_at=now() - timedelta(days=1), closes_at=now() + timedelta(days=20),
            minutes=20, break_minutes=10, most=4,
        )  # fmt: skip
        start = self.event.starts_at
        self.slots = [
            MeetingSlot(
                event_id=self.event.id,
                starts_at=start + timedelta(minutes=30 * place),
                ends_at=start + timedelta(minutes=30 * place + 20),
            )
            for place in range(slots)
        ]
        self.tables = [
            MeetingTable(event_id=self.event.id, position=n, name=str(n)) for n in range(1, tables + 1)
        ]
        db.session.add_all([self.plan, *self.slots, *self.tables])
        db.session.commit()

    def comes(self, name: str, takes_part: bool = True, **columns: object) -> Registration:
        """Somebody who has a place and said whether to take part."""
        made = events.registration(self.event, organisation=name, **columns)
        db.session.add(
            MeetingParticipant(registration_id=made.id, event_id=self.event.id, takes_part=takes_part)
        )
        db.session.commit()
        return made

    def many(self, count: int) -> list[Registration]:
        """So many people."""
        return [self.comes(f"Firm {number:02}") for number in range(count)]

    def run(self, state: str = "draft", number: int = 1) -> MeetingRun:
        """A finished timetable without meetings."""
        made = MeetingRun(
            event_id=self.event.id, number=number, state=state, stage="done", value=1.0, bound=1.0,
            seconds=0.1, made_by_id=self.by.id,
        )  # fmt: skip
        db.session.add(made)
        db.session.commit()
        return made

    def publish(self, run: MeetingRun) -> None:
        """Let people go by a timetable, and tell them."""
        publishing.publish(self.event, run, self.by)
        while publishing.tell_some(run):
            db.session.commit()
        db.session.commit()
