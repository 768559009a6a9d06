"""Calendar files: one event for everybody, and a person's own calendar under a secret address."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.access import is_anyone, is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.db import db
from pin_app.events import feeds, ics, policies, queries, showing
from pin_app.events.routes.blueprint import bp, event_or_404
from pin_app.events.services import calendars
from pin_app.i18n import language
from pin_app.security import external, limit


@bp.get("/events/<public_id>/event.ics")
@policy(is_anyone)
def event_file(public_id: str) -> Response:
    """Hand out one event for a calendar; the link of an online event is not in it."""
    event = event_or_404(public_id, policies.may_see)
    entries = [feeds.entry_of(event, language())]
    return ics.download(entries, showing.title_of(event, language()), f"pin-{event.public_id}.ics")


@bp.get("/calendar/<token>.ics")
@policy(is_anyone)
def feed(token: str) -> Response:
    """Hand out a person's own calendar to whoever knows its address."""
    user = queries.user_of_feed(token)
    if user is None:
        abort(404)
    limit("events.feed", str(user.id), "120 per hour")
    with force_locale(user.language):
        answer = ics.download(feeds.entries_of(user), _("PIN: my events"), "pin.ics")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@bp.get("/account/calendar")
@policy(is_signed_in)
def calendar() -> str:
    """Show the address of the own calendar, or offer to make one."""
    found = queries.feed_of(me())
    address = external(url_for("events.feed", token=found.token)) if found else ""
    return render_template("events/calendar.html", address=address, feed=found)


@bp.post("/account/calendar")
@policy(is_signed_in)
def open_calendar() -> ResponseReturnValue:
    """Make the address, or another one in its place."""
    limit("events.calendar", str(me().id), "30 per hour")
    calendars.open_feed(me(), renew=request.form.get("renew") == "yes")
    db.session.commit()
    flash(_("Your calendar has its address."), "success")
    return redirect(url_for("events.calendar"))


@bp.post("/account/calendar/off")
@policy(is_signed_in)
def close_calendar() -> ResponseReturnValue:
    """Switch the address off."""
    calendars.close_feed(me())
    db.session.commit()
    flash(_("The address is switched off."), "success")
    return redirect(url_for("events.calendar"))
