"""Attendance as people read it: lines for a page, and a table for a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext as _

from pin_app.events.showing import in_language, local
from pin_app.i18n import language
from pin_app.trainings import queries, words
from pin_app.trainings.models import TrainingSeries
from pin_app.trainings.sessions import Session


def table(series: TrainingSeries, moment: datetime) -> Iterator[list[str]]:
    """Yield the head and one row a person, all in the reader's language; days as ISO dates."""
    sessions, lines = queries.lines_of(series, moment)
    head = [_("Surname"), _("Given name"), _("Organisation"), _("E-mail")]
    yield [*head, *(name_of(session) for session in sessions), _("Sessions attended"), _("Of sessions")]
    for line in lines:
        person = line.person.newest
        states = [str(words.ATTENDANCE[state]) for state in line.states]
        told = [person.surname, person.given_name, person.organisation, person.email]
        yield [*told, *states, str(line.sessions), str(line.of_sessions)]


def name_of(session: Session) -> str:
    """Return a heading for a session: its day and hour by the clocks of the place, and its title."""
    begin = local(session.event, session.starts_at)
    titles = session.item.titles if session.item else session.event.titles
    return f"{begin:%Y-%m-%d %H:%M} {in_language(titles, language(), session.event.language)}".strip()
