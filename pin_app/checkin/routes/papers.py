"""What is printed: the list for the door, badges, and certificates of everybody who was there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.checkin import badges, certificates, forms, queries
from pin_app.checkin.routes.blueprint import DOOR, bp, door
from pin_app.db import db, reading
from pin_app.events.models import Event
from pin_app.registrations.models import Registration
from pin_app.security import limit

KINDS = ("door-list", "badges", "certificates")
MOST = {"door-list": 2_000, "badges": 300, "certificates": 300}  # people in one file: some seconds of work
Making = Callable[[Event, Sequence[Registration], forms.PaperForm], bytes]


@bp.get(f"{DOOR}/papers")
@policy(is_organiser)
def papers(public_id: str) -> str:
    """Show what can be printed, in how many files."""
    event = door(public_id)
    people = {
        kind: queries.number_there(event) if kind == "certificates" else queries.number_expected(event)
        for kind in KINDS
    }
    parts = {kind: -(-number // MOST[kind]) for kind, number in people.items()}
    return render_template(
        "checkin/papers.html", event=event, form=forms.PaperForm(), people=people, parts=parts, most=MOST
    )


@bp.post(f"{DOOR}/papers/<any('door-list', badges, certificates):paper>")
@policy(is_organiser)
def printed(public_id: str, paper: str) -> ResponseReturnValue:
    """Hand out one file of a paper."""
    event, form = door(public_id), forms.PaperForm()
    if not form.validate():
        flash(_("Choose a language and a size from the list."), "error")
        return redirect(url_for("checkin.papers", public_id=public_id))
    part = form.part.data or 1
    people = len(_people(event, paper, part))
    if not people:
        flash(_("There is nobody to print for yet."), "info")
        return redirect(url_for("checkin.papers", public_id=public_id))
    limit("checkin.papers", str(me().id), "60 per hour")
    record("checkin.printed", event, paper=paper, people=people, language=form.language.data)
    db.session.commit()
    with reading(), force_locale(form.language.data):  # seconds of work, for which nobody else has to wait
        content = MAKERS[paper](event, _people(event, paper, part), form)
    return as_file(content, f"{paper}-{event.public_id}-{part}")


def as_file(content: bytes, name: str) -> Response:
    """Answer with a PDF that the browser keeps as a file."""
    answer = Response(content, mimetype=pdf.MIMETYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return answer


def _people(event: Event, kind: str, part: int) -> Sequence[Registration]:
    """Return who is printed in one part; parts are counted from one."""
    most = MOST[kind]
    find = queries.all_there if kind == "certificates" else queries.all_expected
    return find(event, (part - 1) * most, most)


MAKERS: dict[str, Making] = {
    "door-list": lambda event, people, _form: badges.door_list(event, people),
    "badges": lambda event, people, form: badges.badges(
        event, people, int(form.per_page.data), bool(form.codes.data)
    ),
    "certificates": lambda _event, people, form: certificates.certificates(people, form.language.data),
}
