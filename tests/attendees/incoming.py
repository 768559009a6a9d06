"""Lists as organisers have them: a title above, merged cells, empty rows, real days, Sì and No."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from pin_app.accounts.models import User
from pin_app.attendees.models import AttendeeImport, AttendeeImportRow
from pin_app.attendees.services import bringing
from pin_app.audit.models import AuditEntry
from pin_app.db import db
from pin_app.events.models import Event
from pin_app.registrations.models import Registration


def book(rows: Sequence[Sequence[Any]], merged: str = "") -> bytes:
    """A workbook with these rows; days look as in Italy."""
    made = Workbook()
    for row in rows:
        made.active.append(list(row))
    for cells in made.active.iter_rows():
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    if merged:
        made.active.merge_cells(merged)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def italian() -> bytes:
    """What an Italian organiser sends."""
    return book(
        [
            ["Elenco partecipanti — Giornata B2B"],
            ["aggiornato al 20/11/2026"],
            [],
            ["N.", "Cognome", "Nome", "Ditta", "Qualifica", "E-mail", "Cellulare", "Città", "Conferma",
             "Nato il"],
            [1, "De Luca", "Però", "Concia Forlì S.r.l.", "titolare", "p.deluca@example.org", "333 1234567",
             "Forlì", "Sì", date(1980, 3, 9)],
            [],
            [2, "Rossi", "Anna", "-", "", "ANNA@Example.org", 393331112222, "Brescia", "No", None],
            [3, "Khan", "Bilal", "Sialkot Sports", "", "", "+92 300 1234567", "Sialkot", "in attesa", None],
            [None, "", "", "", "", "", "", "", "", ""],
            ["Totale", None, None, None, None, None, None, None, 3],
        ],
        merged="A1:J1",
    )  # fmt: skip


def urdu() -> bytes:
    """What an organiser in Sialkot sends."""
    return book(
        [
            ["شرکاء کی فہرست"],
            ["پورا نام", "ادارہ", "فون نمبر", "شہر", "ای میل", "شرکت"],
            ["محمد علی خان", "علی اسپورٹس", "0300 1234567", "سیالکوٹ", "ali@example.org", "جی ہاں"],
            ["فاطمہ بی بی", "فاطمہ کڑھائی", "03001234568", "لاہور", "", "نہیں"],
        ],
        merged="A1:F1",
    )


def plain(*people: str, head: str = "Surname,Given name,E-mail,Phone") -> bytes:
    """A CSV with a line a person."""
    return "\r\n".join([head, *people]).encode()


def brought(event: Event, content: bytes, by: User | None = None, **more: Any) -> AttendeeImport:
    """A draft of a list, committed."""
    found = bringing.start(event, content, "list.xlsx", by, **more)
    db.session.commit()
    return found


def checked(
    event: Event, content: bytes, by: User | None = None, pasted: bool = False, **choice: Any
) -> AttendeeImport:
    """A list that was looked at, with the columns that were suggested unless others are given."""
    found = brought(event, content, by, pasted=pasted)
    targets = tuple(choice.pop("targets", found.targets))
    options = {"country": found.options["country"]} | choice
    bringing.put_columns(found, bringing.Choice(targets, **options))
    bringing.check(found)
    db.session.commit()
    return found


def stored(event: Event, content: bytes, by: User | None = None, **more: Any) -> AttendeeImport:
    """A list that was looked at and stored."""
    yes = {name: more.pop(name) for name in ("mail", "add_places", "leave_refused") if name in more}
    found = checked(event, content, by, **more)
    bringing.ask_to_store(found, found.version, by, **yes)
    bringing.store(found)
    db.session.commit()
    return found


def rows(found: AttendeeImport) -> list[AttendeeImportRow]:
    """The report, in order."""
    wanted = select(AttendeeImportRow).where(AttendeeImportRow.import_id == found.id)
    return list(db.session.scalars(wanted.order_by(AttendeeImportRow.number)))


def outcomes(found: AttendeeImport) -> list[tuple[int, str]]:
    """The number of each row and what becomes of it."""
    return [(row.number, row.outcome) for row in rows(found)]


def codes(found: AttendeeImport) -> list[tuple[str, str]]:
    """The remarks with their cells."""
    return [(one["cell"], one["code"]) for row in rows(found) for one in row.remarks]


def people(event: Event) -> list[Registration]:
    """Everybody at an event, in the order of their making."""
    db.session.rollback()
    wanted = select(Registration).where(Registration.event_id == event.id)
    return list(db.session.scalars(wanted.order_by(Registration.id)))


def names(state: str = "registered") -> list[str]:
    """Surnames of all registrations in a state, in the order of their making."""
    db.session.rollback()
    wanted = select(Registration.surname).where(Registration.state == state)
    return list(db.session.scalars(wanted.order_by(Registration.id)))


def trail(action: str) -> list[dict[str, Any]]:
    """Facts of the acts of one kind, oldest first."""
    wanted = select(AuditEntry.facts).where(AuditEntry.action == action).order_by(AuditEntry.id)
    return list(db.session.scalars(wanted))
