"""The two ways to one's own registration: signed in, or by the link of a mail; what they share."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pin_app.db import db
from pin_app.errors import PinError
from pin_app.events import ics, showing
from pin_app.events import queries as events
from pin_app.forms import Form
from pin_app.i18n import language, speak
from pin_app.registrations import clocks, queries, services
from pin_app.registrations.forms import RegisterForm, edit_form
from pin_app.registrations.models import Registration
from pin_app.registrations.routes.blueprint import visitor
from pin_app.registrations.services import links
from pin_app.security import client_network, limit

PLACE = ("registrations.link", "600 per hour")  # of one network: a whole hall may be behind it


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody came to a registration, and where its buttons lead."""

    registration: Registration
    token: str = ""

    def to(self, page: str = "show") -> str:
        """Address of one of the pages: show, edit, cancel, accept, consent, calendar."""
        if not self.token:
            return url_for(f"registrations.{page}", public_id=self.registration.public_id)
        endpoint = "by_link" if page == "show" else f"{page}_by_link"
        return url_for(f"registrations.{endpoint}", token=self.token)

    def back(self) -> Response:
        """Go to the page of the registration."""
        return redirect(self.to())


def signed_in(registration: Registration) -> Way:
    """The way of a member."""
    return Way(registration)


def by_token(token: str) -> Way | None:
    """The way of a mailed link, in the language of its reader; None where the link does not open anything."""
    limit(PLACE[0], client_network(), PLACE[1])
    found = links.find(token)
    if found is None:
        return None
    speak(found.language)
    return Way(found, token)


def over() -> ResponseReturnValue:
    """Say that a link opens nothing any more."""
    return render_template("registrations/link_over.html"), 410


def page(way: Way) -> str:
    """Show how a registration stands, and everything that its person can do."""
    registration = way.registration
    event, questions = registration.event, events.questions_of(registration.event, retired=True)
    return render_template(
        "registrations/show.html",
        way=way,
        registration=registration,
        event=event,
        answers=[(one, registration.answers[one.public_id]) for one in questions
                 if one.public_id in registration.answers],
        consents=queries.consents_of(registration, withdrawn=True),
        times=clocks.times_of(event, language()),
        line=queries.place_in_line(registration) if registration.state == "waiting" else 0,
    )  # fmt: skip


def calendar(way: Way) -> ResponseReturnValue:
    """Hand out the event for a calendar, with the online link for whose place is sure.

    Its page is that of the event: calendars are shared, and a mailed link lets its holder cancel.
    """
    event = way.registration.event
    entries = [services.asked.entry_of(way.registration, language())]
    return ics.download(entries, showing.title_of(event, language()), f"pin-{event.public_id}.ics")


def edit_page(way: Way, form: RegisterForm | None = None) -> str:
    """Show the form with what the registration holds."""
    return render_template(
        "registrations/edit.html", way=way, event=way.registration.event, form=form or _form(way.registration)
    )


def edit(way: Way) -> ResponseReturnValue:
    """Keep what the person has changed."""
    registration, form = way.registration, _form(way.registration)
    if not form.validate():
        return edit_page(way, form), 422
    person = form.person(registration.user, None, registration.typed_email)
    try:
        services.change(
            registration, person, form.answers(), form.consents(),
            by=visitor(), shown_in=language(), expected=form.expected,
        )  # fmt: skip
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.bring_up_to_date(registration, set(queries.agreed(registration)))
        return edit_page(way, form), 422
    flash(_("Your changes are saved."), "success")
    return way.back()


def cancel_page(way: Way) -> str:
    """Ask before a registration is cancelled."""
    return render_template("registrations/cancel.html", way=way, event=way.registration.event, form=Form())


def cancel(way: Way) -> ResponseReturnValue:
    """Cancel; a second click says the same."""
    services.cancel(way.registration, by=visitor())
    db.session.commit()
    flash(_("Your registration is cancelled. Thank you for telling us."), "success")
    return way.back()


def accept(way: Way) -> ResponseReturnValue:
    """Take the place that is offered; where it is gone the page says how it stands."""
    try:
        services.accept(way.registration, by=visitor())
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return way.back()
    flash(_("The place is yours. We look forward to seeing you."), "success")
    return way.back()


def withdraw_consent(way: Way) -> ResponseReturnValue:
    """Take one consent back."""
    asked = request.form.get("question", "")
    standing = [one.question for one in queries.consents_of(way.registration, withdrawn=True)]
    question = next((one for one in standing if one.public_id == asked), None)
    if question is None:
        abort(404)
    services.withdraw_consent(way.registration, question, by=visitor())
    db.session.commit()
    flash(_("Your consent is withdrawn. It counts from now on."), "success")
    return way.back()


def _form(registration: Registration) -> RegisterForm:
    asked = events.questions_of(registration.event)
    return edit_form(asked, registration, set(queries.agreed(registration)))
