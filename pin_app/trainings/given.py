"""Certificates beside the attendance of today: what can still be done with each, and how many are owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pin_app.trainings import queries
from pin_app.trainings.attendance import Line
from pin_app.trainings.models import Certificate, TrainingSeries
from pin_app.trainings.sessions import reaches


@dataclass(frozen=True)
class Given:
    """A certificate, its person's attendance today, and whether another one stands in its place."""

    certificate: Certificate
    line: Line | None
    replaced: bool

    @property
    def reached(self) -> bool:
        """Whether the attendance of today is enough for a certificate."""
        series, line = self.certificate.series, self.line
        return line is not None and _reached(series, line)

    @property
    def differs(self) -> bool:
        """Whether somebody corrected the attendance since it was issued."""
        told = self.certificate.sessions, self.certificate.of_sessions
        return self.line is None or told != (self.line.sessions, self.line.of_sessions)


def overview(series: TrainingSeries, moment: datetime) -> tuple[int, list[Given]]:
    """Return how many certificates are owed, and those that were given, by name."""
    _sessions, lines = queries.lines_of(series, moment)
    found = queries.certificates_in(series)
    line_of = {row.id: line for line in lines for row in line.person.rows}
    had = {number for one in found for number in _numbers(line_of.get(one.registration_id))}
    owed = [line for line in lines if line.person.newest.id not in had and _reached(series, line)]
    standing = {
        number
        for one in found
        if one.withdrawn_at is None
        for number in _numbers(line_of.get(one.registration_id))
    }
    given = [
        Given(
            one, line_of.get(one.registration_id), bool(one.withdrawn_at) and one.registration_id in standing
        )
        for one in found
    ]
    return len(owed), given


def _numbers(line: Line | None) -> Sequence[int]:
    return [row.id for row in line.person.rows] if line else []


def _reached(series: TrainingSeries, line: Line) -> bool:
    return reaches(series.minimum, series.minimum_unit, line.sessions, line.of_sessions)
