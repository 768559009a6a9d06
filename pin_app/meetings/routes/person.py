"""Participants: whether they take part, whom they want to meet, and their own agenda."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from pin_app import slots as page_slots
from pin_app.db import db, now
from pin_app.errors import PinError
from pin_app.events import ics
from pin_app.i18n import language
from pin_app.jobs import BULK, enqueue
from pin_app.matches import words as match_words
from pin_app.meetings import calendar, paper, policies, tasks
from pin_app.meetings.forms import ParticipationForm, SearchForm, WishForm
from pin_app.meetings.models import WISHES
from pin_app.meetings.queries import cards, people, runs, setup
from pin_app.meetings.routes.blueprint import bp, page_number
from pin_app.meetings.routes.day import file_of
from pin_app.meetings.routes.doors import Door, page
from pin_app.meetings.services import publishing, wishing
from pin_app.meetings.showing import time_of
from pin_app.registrations import policies as registrations
from pin_app.registrations.models import Registration


@page("", "GET")
def person(door: Door) -> ResponseReturnValue:
    """Show the own agenda, and whether and how one takes part."""
    return _page(door)


@page("/taking-part", "POST")
def participation(door: Door) -> ResponseReturnValue:
    """Keep whether one takes part, and when there is no time."""
    form = _form(door)
    if not form.validate():
        return _page(door, form), 422
    takes_part = form.takes_part.data == "yes"
    try:
        wishing.take_part(door.registration, takes_part, form.most.data, form.away.data or [])
        if not takes_part:
            publishing.call_off_for(door.registration)
    except PinError as refusal:
        form.form_errors = [str(refusal)]
        return _page(door, form), 422
    db.session.commit()
    if takes_part:
        enqueue(tasks.score, door.registration.event_id, priority=BULK)
        flash(_("Saved. Now say whom you want to meet."), "success")
        return redirect(door.to("others"))
    flash(_("Saved. You take no part in the meetings."), "success")
    return redirect(door.to())


@page("/others", "GET")
def others(door: Door) -> ResponseReturnValue:
    """List whom one may meet, who fits best first."""
    said = people.participant(door.registration)
    if said is None or not said.takes_part or door.is_off:
        return redirect(door.to())
    form = SearchForm(request.args)
    asked = form.asked() if form.validate() else ""
    wish = request.args.get("wish", "")
    wish = wish if wish in WISHES else ""
    found = people.others(door.registration, asked, wish, page_number())
    wishes = people.wishes_of(door.registration)
    return render_template(
        "meetings/others.html",
        door=door,
        form=form,
        asked=asked,
        wish=wish,
        found=found,
        cards=cards.cards(door.registration, found.items, wishes),
        counts={code: sum(said == code for said in wishes.values()) for code in WISHES},
        most=said.most or door.plan.most,
        open=policies.may_wish(door.plan, now()),
        match_words=match_words,
    )


@page("/wish", "POST")
def wish(door: Door) -> ResponseReturnValue:
    """Keep a wish about one other, or take it back."""
    form = WishForm()
    if not form.validate():
        abort(400)
    other = people.one_other(door.registration, form.other.data or "") or abort(404)
    try:
        wishing.wish(door.registration, other, form.wish.data or "")
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    back = {
        "page": page_number(),
        "q": request.args.get("q") or None,
        "wish": request.args.get("wish") or None,
    }
    return redirect(door.to("others", **back, _anchor=f"p-{other.public_id}"))


@page("/agenda.ics", "GET")
def agenda_ics(door: Door) -> ResponseReturnValue:
    """Give the own agenda as a calendar file."""
    entries = calendar.agenda(door.registration, language())
    made = ics.written(entries, _("My meetings"), language())
    headers = {"Content-Disposition": 'attachment; filename="meetings.ics"'}
    return Response(made, mimetype=ics.MIMETYPE, headers=headers)


@page("/agenda.pdf", "GET")
def agenda_pdf(door: Door) -> ResponseReturnValue:
    """Give the own agenda as PDF, while it is one to go by."""
    if door.is_off:
        return redirect(door.to())
    return file_of(paper.agenda(door.registration, _agenda(door), language()), "my-meetings")


def on_registration(registration: Registration) -> dict[str, Any] | None:
    """Return what the page of a registration shows of meetings."""
    plan = setup.plan_of(registration.event)
    if plan is None or not registrations.has_place(registration):
        return None
    token = (request.view_args or {}).get("token", "")
    said = people.participant(registration)
    return {
        "door": Door(registration, plan, token),
        "takes_part": said.takes_part if said else None,
        "agenda": runs.agenda_of(registration),
        "open": policies.may_wish(plan, now()),
    }


def _agenda(door: Door) -> Any:
    return runs.agenda_of(door.registration)


def _page(door: Door, form: ParticipationForm | None = None) -> str:
    registration, said = door.registration, people.participant(door.registration)
    published = runs.published(registration.event_id)
    return render_template(
        "meetings/person.html",
        door=door,
        event=registration.event,
        form=form or _form(door, fresh=True),
        said=said,
        published=published,
        agenda=runs.agenda(registration.id, published) if published else (),
        open=policies.may_wish(door.plan, now()) and not door.is_off,
        asks=policies.may_tell(door.plan, registration.event, now()),
    )


def _form(door: Door, fresh: bool = False) -> ParticipationForm:
    """The form, with the slots of the event; `fresh` as it stands in the store."""
    registration, said = door.registration, people.participant(door.registration)
    told: dict[str, Any] = {"away": sorted(people.absences_of(registration))}
    if said is not None:
        most = min(said.most, door.plan.most) if said.most else None  # the organisers may allow fewer by now
        told |= {"takes_part": "yes" if said.takes_part else "no", "most": most}
    given = {"formdata": None, "data": told} if fresh else {}
    form = ParticipationForm(allowed=door.plan.most, **given)
    event = registration.event
    form.away.choices = [SelectChoice(one.id, time_of(event, one)) for one in setup.slots_of(event.id)]
    return form


page_slots.fill(bp, "registration", "meetings/_on_registration.html", on_registration)
