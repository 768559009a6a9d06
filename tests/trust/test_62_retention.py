"""Check 62: after 25 months nothing personal is left of mails, links, sign-ins and guests of events."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from flask import Flask
from sqlalchemy import text

from pin_app.accounts.services import begin, links
from pin_app.accounts.services.sweeping import sweep as sweep_accounts
from pin_app.attendees.models import AttendeeExport, AttendeeFilter, AttendeeImport, AttendeeImportRow
from pin_app.attendees.services.forgetting import sweep as sweep_lists
from pin_app.checkin.services import ScanSent, take
from pin_app.db import Base, db, now
from pin_app.mail.models import OutgoingMail
from pin_app.mail.services import came_back, queue
from pin_app.mail.services import sweep as sweep_mails
from pin_app.meetings.models import MeetingFeedback
from pin_app.meetings.services.editing import add
from pin_app.registrations.models import Registration, RegistrationConsent
from pin_app.registrations.services import forget_person
from pin_app.registrations.services.mailing import tell_state
from pin_app.registrations.tasks import sweep as sweep_registrations
from tests.factories import events
from tests.factories.meetings import Fair
from tests.factories.people import person

MARKER = "markerxq7"
MONTHS = timedelta(days=25 * 30.5)
TABLES = ("outgoing_mails", "bouncing_addresses", "signed_links", "sign_ins")


def places() -> list[str]:
    """Tables with a row in which the marker stands."""
    found = []
    for table in TABLES:
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        found += [table] if any(MARKER in str(row) for row in rows) else []
    return found


def plant() -> None:
    """Leave the marker in every place that the sweeps are about."""
    user = person("ann@x.example")
    mail = queue(
        "profile_invitation",
        to=f"{MARKER}@x.example",
        language="it",
        inviter=MARKER,
        profile=MARKER,
        days=14,
        link="/",
    )
    mail.state = "sent"
    db.session.commit()
    came_back(mail, MARKER)
    links.issue(user, links.CHANGE, email=f"{MARKER}@x.example")
    begin(user, address="192.0.2.7", browser=MARKER)
    db.session.commit()


def test_after_25_months_the_marker_is_nowhere(app: Flask) -> None:
    plant()
    assert places() == list(TABLES)
    sweep_mails(now() + MONTHS)
    sweep_accounts(now() + MONTHS)
    assert (places(), db.session.query(OutgoingMail).count()) == ([], 0)


def test_without_the_sweeps_it_would_be_found(app: Flask) -> None:
    plant()
    sweep_mails(now())
    sweep_accounts(now())
    assert places() == list(TABLES)


def guest_of(days: int) -> Registration:
    """A guest of an event that ended some days ago, with the marker in whatever is kept of it."""
    start, by = now() - timedelta(days=days + 1), person(role="organiser")
    event = events.event(by, starts_at=start, ends_at=start + timedelta(days=1))
    guest = events.registration(
        event, surname=MARKER, email=f"{MARKER}@x.example", phone="+39030555777", note=MARKER
    )
    asked = events.question(event, "consent")
    guest.answers = {asked.public_id: MARKER}
    db.session.add(
        RegistrationConsent(registration_id=guest.id, question_id=asked.id, text="x", language="en")
    )
    take(event, [ScanSent(uuid4().hex, MARKER.upper(), "code", now())], by)
    for words in (MARKER.title(), "0305 55777", "steel"):
        said = {"q": words, "status": ["registered"]}
        db.session.add(AttendeeFilter(event_id=event.id, name=words.swapcase(), arguments=said))
        db.session.add(AttendeeExport(
            event_id=event.id, way="page", preset="organiser", form="csv", language="en", rows=1,
            arguments=said, purpose="Badges",
        ))  # fmt: skip
    brought = AttendeeImport(event_id=event.id, state="stored", expires_at=now() + timedelta(days=30))
    db.session.add(brought)
    db.session.flush()
    row = {"number": 1, "outcome": "new", "name": MARKER, "before": {"phone": "+39030555777"}}
    db.session.add(AttendeeImportRow(import_id=brought.id, registration_id=guest.id, **row))
    tell_state(guest)
    _met(guest)
    db.session.commit()
    return guest


def _met(guest: Registration) -> None:
    """A meeting of the guest's, about which they wrote."""
    fair = Fair()
    run, others = fair.run(), fair.many(2)
    meeting = add(run, fair.by, (others[0], others[1]), fair.slots[0], fair.tables[0])
    said = {"answer": "useful", "channel": "page", "note": MARKER}
    db.session.add(MeetingFeedback(meeting_id=meeting.id, registration_id=guest.id, **said))


def words_kept() -> list[str]:
    """The words in saved filters and in the log of lists."""
    db.session.expire_all()
    rows = [*db.session.query(AttendeeFilter), *db.session.query(AttendeeExport)]
    return sorted(str(row.arguments.get("q", "")) for row in rows)


def with_marker() -> set[str]:
    """Tables of the whole store with a row in which the marker stands; the trail holds no words of people."""
    found = set()
    for table in Base.metadata.sorted_tables:
        rows = str(db.session.execute(table.select()).all()).casefold()
        found |= {table.name} if MARKER in rows or "30555777" in rows else set()
    return found


def test_after_25_months_no_guest_of_an_event_is_found(app: Flask) -> None:
    guest_of(days=int(MONTHS.days))
    kept = {
        "registrations",
        "outgoing_mails",
        "scans",
        "attendee_filters",
        "attendee_exports",
        "meeting_feedback",
    }
    assert with_marker() >= kept
    sweep_registrations()
    sweep_lists()
    assert (with_marker(), words_kept()) == (set(), ["", "", ""])
    assert db.session.query(RegistrationConsent).count() == 0


def test_who_is_erased_earlier_takes_along_what_was_typed_about_them(app: Flask) -> None:
    guest, user = guest_of(days=10), person()
    guest.user_id = user.id
    forget_person(user)
    db.session.commit()
    assert words_kept() == ["", "", "steel", "steel"]
    assert with_marker() == {"scans"}  # what nobody could read at the door stays for as long as guests do
