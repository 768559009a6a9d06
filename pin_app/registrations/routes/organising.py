"""What organisers do with one registration: add, read, correct, cancel, put first, note."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app import sectors
from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.db import db, writing
from pin_app.errors import PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.events.routes.blueprint import event_or_404
from pin_app.forms import Form
from pin_app.profiles import words as profile_words
from pin_app.registrations import queries, services
from pin_app.registrations.forms import NoteForm, PromoteForm, ReasonForm, RegisterForm, organiser_form
from pin_app.registrations.models import Registration
from pin_app.registrations.routes.blueprint import bp, organised_or_404

ONE = "/events/<public_id>/registrations/<registration_id>"


@bp.route("/events/<public_id>/registrations/new", methods=["GET", "POST"])
@policy(is_organiser)
def add(public_id: str) -> ResponseReturnValue:
    """Add somebody by hand."""
    event = event_or_404(public_id)
    form = organiser_form(events.questions_of(event))
    if not form.is_submitted():
        return _form_page("registrations/add.html", event, form)
    if not form.validate():
        return _form_page("registrations/add.html", event, form), 422
    try:
        made = services.add_by_hand(
            event, form.person(), form.answers(), me(),
            mail=form["mail"].data, add_place=form["add_place"].data, request_key=form.key,
        )  # fmt: skip
        db.session.commit()
    except PinError as refusal:
        return _refused("registrations/add.html", event, form, refusal)
    flash(_("The person is added."), "success")
    return redirect(_page_of(event, made))


@bp.get(ONE)
@policy(is_organiser)
def one(public_id: str, registration_id: str) -> str:
    """Show one registration to those who run the event; that they read the contact is in the trail."""
    with writing():
        event, registration = organised_or_404(public_id, registration_id)
        record("registration.contact_read", registration, actor=me(), event=event.id)
        shown = _shown(event, registration, NoteForm(data={"note": registration.note}))
        db.session.commit()
    return shown


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@policy(is_organiser)
def correct(public_id: str, registration_id: str) -> ResponseReturnValue:
    """Correct what somebody wrote, on their word."""
    event, registration = organised_or_404(public_id, registration_id)
    form = organiser_form(events.questions_of(event), registration)
    facts = {"registration": registration}
    if not form.is_submitted():
        return _form_page("registrations/correct.html", event, form, **facts)
    if not form.validate():
        return _form_page("registrations/correct.html", event, form, **facts), 422
    try:
        person = form.person(registration.user, None)
        services.correct(registration, person, form.answers(), me(), form.expected)
        db.session.commit()
    except PinError as refusal:
        return _refused("registrations/correct.html", event, form, refusal, **facts)
    flash(_("The changes are saved."), "success")
    return redirect(_page_of(event, registration))


@bp.route(f"{ONE}/cancel", methods=["GET", "POST"])
@policy(is_organiser)
def cancel_for(public_id: str, registration_id: str) -> ResponseReturnValue:
    """Cancel somebody's registration, with a reason."""
    event, registration = organised_or_404(public_id, registration_id)
    form = ReasonForm(data={"version": registration.version, "mail": True})
    if not form.is_submitted() or not form.validate():
        page = _form_page("registrations/cancel_for.html", event, form, registration=registration)
        return page, 422 if form.is_submitted() else 200
    services.cancel(
        registration, by=me(), who="organiser",
        reason=form.reason.data, expected=form.expected, mail=form.mail.data,
    )  # fmt: skip
    db.session.commit()
    flash(_("The registration is cancelled, and the place goes to the next person."), "success")
    return redirect(_page_of(event, registration))


@bp.route(f"{ONE}/promote", methods=["GET", "POST"])
@policy(is_organiser)
def promote(public_id: str, registration_id: str) -> ResponseReturnValue:
    """Give a place to somebody before those who wait longer, with a reason."""
    event, registration = organised_or_404(public_id, registration_id)
    form, facts = PromoteForm(data={"version": registration.version}), {"registration": registration}
    if not form.is_submitted() or not form.validate():
        page = _form_page("registrations/promote.html", event, form, **facts)
        return page, 422 if form.is_submitted() else 200
    try:
        services.promote(
            registration, me(), form.reason.data, add_place=form.add_place.data, expected=form.expected
        )
        db.session.commit()
    except PinError as refusal:
        return _refused("registrations/promote.html", event, form, refusal, **facts)
    flash(_("The person has a place now."), "success")
    return redirect(_page_of(event, registration))


@bp.post(f"{ONE}/note")
@policy(is_organiser)
def note(public_id: str, registration_id: str) -> ResponseReturnValue:
    """Keep what the organisers note for themselves."""
    event, registration = organised_or_404(public_id, registration_id)
    form = NoteForm()
    if not form.validate():
        return _shown(event, registration, form), 422
    services.write_note(registration, form.note.data, me())
    db.session.commit()
    flash(_("The note is saved. Only organisers of this event and ISCOS staff read it."), "success")
    return redirect(_page_of(event, registration))


def _shown(event: Event, registration: Registration, form: NoteForm) -> str:
    questions = events.questions_of(event, retired=True)
    return render_template(
        "registrations/one.html",
        event=event,
        registration=registration,
        form=form,
        answers=[(one, registration.answers[one.public_id]) for one in questions
                 if one.public_id in registration.answers],
        consents=queries.consents_of(registration, withdrawn=True),
        mails=queries.mails_of(registration),
        kinds=profile_words.KINDS,
        sector=sectors.label,
        line=queries.place_in_line(registration) if registration.state == "waiting" else 0,
    )  # fmt: skip


def _form_page(template: str, event: Event, form: Form | RegisterForm, **facts: Any) -> str:
    full = event.capacity is not None and queries.count_holding(event) >= event.capacity
    return render_template(template, event=event, form=form, full=full, **facts)


def _refused(
    template: str, event: Event, form: Form | RegisterForm, refusal: PinError, **facts: Any
) -> ResponseReturnValue:
    """Show the form again with what was typed."""
    db.session.rollback()
    form.form_errors.append(str(refusal))
    return _form_page(template, event, form, **facts), 422


def _page_of(event: Event, registration: Registration) -> str:
    return url_for("registrations.one", public_id=event.public_id, registration_id=registration.public_id)
