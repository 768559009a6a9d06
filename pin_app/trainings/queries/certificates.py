"""Certificates: of a series, of a number, of registrations; and how many are owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from pin_app.db import db
from pin_app.registrations.models import Registration
from pin_app.trainings.models import (
    NUMBER_LENGTH,
    Certificate,
    SeriesEvent,
    TrainingSeries,
)
from pin_app.typed import letters_of_code


def ever_certified(series: TrainingSeries) -> set[int]:
    """Return the registrations that have or had a certificate of a series."""
    wanted = select(Certificate.registration_id).where(Certificate.series_id == series.id)
    return set(db.session.scalars(wanted))


def certificates_in(series: TrainingSeries) -> Sequence[Certificate]:
    """Return the certificates of a series by name, withdrawn ones included."""
    wanted = select(Certificate).join(Certificate.registration).where(Certificate.series_id == series.id)
    wanted = wanted.options(
        contains_eager(Certificate.registration).joinedload(Registration.event),
        joinedload(Certificate.series),
    )
    by_name = (Registration.surname, Registration.given_name, Certificate.id)
    return db.session.scalars(wanted.order_by(*by_name)).all()


def certificate_by_number(number: str) -> Certificate | None:
    """Return the certificate of a number as somebody types it, None where there is none."""
    letters = letters_of_code(number[:60])
    if len(letters) != NUMBER_LENGTH:
        return None
    written = "-".join(letters[at : at + 4] for at in range(0, NUMBER_LENGTH, 4))
    wanted = select(Certificate).where(Certificate.number == written)
    both = (joinedload(Certificate.registration), joinedload(Certificate.series))
    return db.session.scalar(wanted.options(*both))


def certificates_of(registration_ids: Iterable[int]) -> dict[tuple[int, int], Certificate]:
    """Return the certificates that stand, by series and registration."""
    wanted = select(Certificate).where(
        Certificate.registration_id.in_(list(registration_ids)), Certificate.withdrawn_at.is_(None)
    )
    return {(one.series_id, one.registration_id): one for one in db.session.scalars(wanted)}


def certificate_for(registration: Registration) -> Certificate | None:
    """Return the certificate that stands for a person, whichever of their dates it was issued for.

    The same person is the same address and name; without an address only the very registration.
    """
    mine = Registration.id == registration.id
    if registration.email:
        same = Registration.email == registration.email, Registration.name_key == registration.name_key
        mine = or_(mine, and_(*same))
    wanted = select(Certificate).join(Certificate.registration)
    wanted = wanted.join(SeriesEvent, SeriesEvent.series_id == Certificate.series_id)
    stands = SeriesEvent.event_id == registration.event_id, Certificate.withdrawn_at.is_(None), mine
    return db.session.scalar(wanted.where(*stands).order_by(Certificate.id.desc()).limit(1))
