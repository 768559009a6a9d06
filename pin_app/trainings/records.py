"""What one account has to do with several series, found in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pin_app.accounts.models import User
from pin_app.trainings import queries
from pin_app.trainings.attendance import Line, line_of, people_of
from pin_app.trainings.models import Certificate, TrainingSeries
from pin_app.trainings.sessions import Session, reaches, sessions_of


@dataclass(frozen=True)
class Record:
    """What one person has to do with one series; `certificate` where one was issued and stands."""

    series: TrainingSeries
    sessions: Sequence[Session]
    line: Line
    certificate: Certificate | None

    @property
    def reached(self) -> bool:
        """Whether the attendance is enough for a certificate."""
        series = self.series
        return reaches(series.minimum, series.minimum_unit, self.line.sessions, self.line.of_sessions)


def of_user(user: User, moment: datetime) -> list[Record]:
    """Return the series in which somebody has registrations, the newest first, one record a name."""
    rows, found = queries.rows_of_user(user)
    dates = queries.dates_of({series.id: series for series in found.values()}.values())
    items = queries.items_of([event for events in dates.values() for event in events])
    certificates = queries.certificates_of(row.id for row in rows)
    seen = queries.check_ins_of(row.id for row in rows)
    records = []
    for series in sorted(set(found.values()), key=lambda one: -one.id):
        sessions = sessions_of([event for event in dates[series.id] if event.state == "published"], items)
        for person in people_of(row for row in rows if found[row.event_id] is series):
            given = (certificates.get((series.id, row.id)) for row in person.rows)
            certificate = next((one for one in given if one is not None), None)
            records.append(Record(series, sessions, line_of(person, sessions, seen, moment), certificate))
    return records
