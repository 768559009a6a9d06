"""Certificates of series on paper, and whether a name is the one that stands on them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.checkin import certificates
from pin_app.events.showing import said
from pin_app.i18n import LANGUAGES, language
from pin_app.mail.services import path_to
from pin_app.registrations.services.people import is_name_of
from pin_app.security import external
from pin_app.trainings.models import Certificate


def printed(found: Sequence[Certificate], code: str = "") -> bytes:
    """Return certificates in one PDF, a page each, in a language or that of the reader."""
    chosen = code if code in LANGUAGES else language()
    with force_locale(chosen):
        return certificates.printed([_of(one, chosen) for one in found], chosen)


def days_of(certificate: Certificate) -> str:
    """Return from when to when it was, in the language in use."""
    first, last = (format_date(day, "long") for day in (certificate.first_day, certificate.last_day))
    return first if first == last else f"{first} – {last}"


def is_holder(certificate: Certificate, typed: str) -> bool:
    """Whether a typed name is that of the holder, whatever the order, accents or capitals."""
    return is_name_of(typed, certificate.registration)


def _of(certificate: Certificate, code: str) -> certificates.Certificate:
    person = certificate.registration
    title = said(certificate.titles, code, certificate.series.language)
    return certificates.Certificate(
        name=f"{person.given_name} {person.surname}".strip(),
        title=pdf.Text(title.text, title.language),
        facts=[
            (_("When"), days_of(certificate)),
            (_("Sessions attended"), _counted(certificate)),
            (_("Hours by the programme"), certificates.hours(certificate.minutes)),
        ],
        number=certificate.number,
        address=external(path_to("trainings.verify", number=certificate.number)),
        issued=certificate.issued_at,
    )


def _counted(certificate: Certificate) -> str:
    told: str = _("%(sessions)s of %(all)s", sessions=certificate.sessions, all=certificate.of_sessions)
    return told
