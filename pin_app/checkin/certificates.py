"""Certificates of attendance on paper: who was there, on which days, for how long.

`printed` sets any certificates, also those of a series of trainings; `certificate` and `certificates` make
those of one event from its check-ins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.checkin import codes
from pin_app.checkin.attendance import Attendance, attendances
from pin_app.db import now
from pin_app.errors import PinError
from pin_app.events.showing import place_of, said
from pin_app.i18n import LANGUAGES, language
from pin_app.mail.services import path_to
from pin_app.registrations.models import Registration
from pin_app.security import external


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on one certificate; `address` is where its number can be checked.

    `issued` is when it was issued, where that is kept: a copy that is printed later bears the same day.
    """

    name: str
    title: pdf.Words
    facts: Sequence[tuple[str, pdf.Words]]
    number: str
    address: str
    issued: datetime | None = None


def certificate(registration: Registration, code: str = "") -> bytes:
    """Return the certificate of a registration as a PDF, in its language or that of `code`.

    Raises PinError "checkin.not_there" for somebody who was never checked in.
    """
    return certificates([registration], code or registration.language)


def certificates(registrations: Sequence[Registration], code: str = "") -> bytes:
    """Return the certificates of those who were there in one PDF, in a language or that of the reader."""
    attended = attendances(registrations)
    if not attended:
        raise PinError("checkin.not_there")
    chosen = code if code in LANGUAGES else language()
    with force_locale(chosen):
        return printed([_of(one) for one in attended], chosen)


def printed(made: Sequence[Certificate], code: str) -> bytes:
    """Return certificates as a tagged PDF, a page each, in a language; call it under that locale."""
    return pdf.fill("certificates", {
        "title": _("Certificate of attendance"),
        "language": code,
        "heading": pdf.as_words(_("Certificate of attendance"), code),
        "lead": pdf.as_words(_("This is to certify that"), code),
        "attended": pdf.as_words(_("attended"), code),
        "check": pdf.as_words(_("Its number shows whether it is genuine:"), code),
        "certificates": [_as_data(one, code) for one in made],
    })  # fmt: skip


def _as_data(one: Certificate, code: str) -> dict[str, object]:
    facts = [(label, value) for label, value in one.facts if value != ""]
    day = format_date(one.issued or now(), "long")
    return {
        "name": pdf.as_words(pdf.Text(one.name, written_in(one.name)), code),
        "title": pdf.as_words(one.title, code),
        "facts": [[pdf.as_words(label, code), pdf.as_words(value, code)] for label, value in facts],
        "number": pdf.as_words(pdf.ltr(one.number), code),
        "address": pdf.as_words(pdf.ltr(one.address), code, breaks=pdf.UNBROKEN),
        "issuer": pdf.as_words(_("Issued by PIN, the Pakistan-Italy Network, on %(day)s", day=day), code),
        "qr": codes.svg(one.address),
    }


def _of(attended: Attendance) -> Certificate:
    event = attended.registration.event
    title = said(event.titles, language(), event.language)
    return Certificate(
        name=f"{attended.registration.given_name} {attended.registration.surname}".strip(),
        title=pdf.Text(title.text, title.language),
        facts=[
            (_("Where"), place_of(event) or _("Online")),
            (_("Days attended"), " · ".join(format_date(day, "long") for day in attended.days)),
            (_("Hours by the programme"), hours(attended.minutes)),
        ],
        number=attended.number,
        address=external(path_to("checkin.verify", number=attended.number)),
    )


def hours(minutes: int) -> pdf.Text | str:
    """Return a length of time as hours and minutes; empty where it is not known."""
    return pdf.ltr(f"{minutes // 60}:{minutes % 60:02}") if minutes else ""


def written_in(name: str) -> str:
    """Return a language whose letters a name is written in."""
    return "ur" if any("\u0600" <= sign <= "\u06ff" for sign in name) else "en"
