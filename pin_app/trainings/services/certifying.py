"""Certificates: who reached the minimum gets one, once; it can be withdrawn and given back."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.audit.services import record
from pin_app.db import db, hold, now
from pin_app.errors import PinError
from pin_app.events.showing import in_language, local
from pin_app.mail.services import path_to, queue
from pin_app.registrations.models import Registration, RegistrationMail
from pin_app.trainings import queries
from pin_app.trainings.attendance import Line
from pin_app.trainings.models import Certificate, TrainingSeries
from pin_app.trainings.sessions import Session, reaches

AT_ONCE = 100


def issue(series: TrainingSeries, by: User) -> list[Certificate]:
    """Issue what is still owed: one certificate for each person who reached the minimum and has none.

    At most a hundred at once, each with its mail and its row in the trail; what is left over is owed still.
    """
    hold(series)
    if series.minimum is None:
        raise PinError("training.no_certificates")
    sessions, lines = queries.lines_of(series, now())
    given = queries.ever_certified(series)
    owed = [line for line in lines if not any(row.id in given for row in line.person.rows)]
    reached = [line for line in owed if _reached(series, line)]
    return [_one(series, line, sessions, by) for line in reached[:AT_ONCE]]


def issue_anew(certificate: Certificate, by: User) -> Certificate:
    """Withdraw a certificate and issue another one in its place, by the name and attendance of today.

    Said twice it happens once: the one that stands in the place of an old one stays.
    """
    series = certificate.series
    hold(series)
    sessions, lines = queries.lines_of(series, now())
    line = next((one for one in lines if _is_of(one, certificate)), None)
    if line is None or not _reached(series, line):
        raise PinError("training.below_minimum")
    if (standing := _standing(series, line)) is not None and standing != certificate:
        return standing
    withdraw(certificate, by)
    db.session.flush()
    return _one(series, line, sessions, by)


def withdraw(certificate: Certificate, by: User) -> None:
    """Make a certificate count no longer; said twice, it happens once."""
    hold(certificate)
    if certificate.withdrawn_at is None:
        certificate.withdrawn_at = now()
        record("training.certificate_withdrawn", certificate, actor=by, number=certificate.number)


def give_back(certificate: Certificate, by: User) -> None:
    """Let a withdrawn certificate count again, unless another one was issued in its place."""
    series = certificate.series
    hold(series)
    hold(certificate)
    line = next((one for one in queries.lines_of(series, now())[1] if _is_of(one, certificate)), None)
    if line is not None and _standing(series, line) not in (None, certificate):
        raise PinError("training.issued_anew")
    if certificate.withdrawn_at is not None:
        certificate.withdrawn_at = None
        record("training.certificate_given_back", certificate, actor=by, number=certificate.number)


def path_of(certificate: Certificate) -> str:
    """Return the path of the paper for its holder, who need not sign in."""
    secret = certificate.link_secret
    return path_to("trainings.paper_by_link", number=certificate.number, secret=secret)


def _is_of(line: Line, certificate: Certificate) -> bool:
    """Whether a certificate is that of the person of a line."""
    return any(row.id == certificate.registration_id for row in line.person.rows)


def _standing(series: TrainingSeries, line: Line) -> Certificate | None:
    found = queries.certificates_of(row.id for row in line.person.rows)
    return next((one for (number, _), one in found.items() if number == series.id), None)


def _reached(series: TrainingSeries, line: Line) -> bool:
    return reaches(series.minimum, series.minimum_unit, line.sessions, line.of_sessions)


def _one(series: TrainingSeries, line: Line, sessions: list[Session], by: User) -> Certificate:
    attended = [one for one, state in zip(sessions, line.states, strict=True) if state == "present"]
    made = Certificate(
        series=series,
        registration=db.session.get_one(Registration, line.person.newest.id),
        titles=dict(series.titles),
        first_day=attended[0].days[0],
        last_day=max(local(one.event, one.starts_at).date() for one in attended),
        sessions=line.sessions,
        of_sessions=line.of_sessions,
        minutes=line.minutes,
        issued_by=by,
    )
    db.session.add(made)
    db.session.flush()
    record("training.certificate_issued", made, actor=by, number=made.number, series=series.public_id)
    _tell(made)
    return made


def _tell(certificate: Certificate) -> None:
    person = certificate.registration
    if not person.email:
        return
    mail = queue(
        "training_certificate",
        to=person.email,
        language=person.language,
        name=f"{person.given_name} {person.surname}",
        title=in_language(certificate.titles, person.language, certificate.series.language),
        sessions=certificate.sessions,
        of_sessions=certificate.of_sessions,
        number=certificate.number,
        link=path_of(certificate),
    )
    db.session.add(RegistrationMail(registration_id=person.id, mail_id=mail.id))
    db.session.flush()
