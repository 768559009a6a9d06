"""What a list would do or did: its report, the yes, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_organiser, policy
from pin_app.accounts.current import me
from pin_app.attendees import forms_of_imports as forms
from pin_app.attendees import tasks
from pin_app.attendees.incoming import showing, words
from pin_app.attendees.models import AttendeeImport, AttendeeImportRow
from pin_app.attendees.queries import imports
from pin_app.attendees.routes.blueprint import bp
from pin_app.attendees.routes.bringing import ONE, import_or_404, to
from pin_app.attendees.services import bringing
from pin_app.audit.services import record
from pin_app.db import db, writing
from pin_app.errors import SENTENCES, PinError
from pin_app.events import queries as events
from pin_app.events.models import Event
from pin_app.exports import csv_for_excel, separator_for
from pin_app.filenames import attachment, of_parts
from pin_app.i18n import language
from pin_app.jobs import enqueue
from pin_app.registrations import queries as registrations
from pin_app.typed import page_number

SHOWN = ("remarks", *words.OUTCOMES)
CONTACT = ("email", "phone")


@bp.get(ONE)
@policy(is_organiser)
def brought(public_id: str, import_id: str) -> ResponseReturnValue:
    """Show how far a list is: its report, or that the worker is at it."""
    found = import_or_404(public_id, import_id)
    if found.state == "draft" and not found.problem:
        return redirect(to(found, "columns"))
    return _report(found, forms.YesForm(data={"version": found.version}))


@bp.get(f"{ONE}/report.csv")
@policy(is_organiser)
def brought_csv(public_id: str, import_id: str) -> Response:
    """Hand out the whole report, for a spreadsheet."""
    found = import_or_404(public_id, import_id)
    rows = list(imports.every_row(found))
    text = "".join(csv_for_excel(_lines(rows), separator_for(language())))
    answer = Response(text, mimetype="text/csv")
    name = of_parts(_("Report of a list"), found.public_id)
    answer.headers["Content-Disposition"] = attachment(f"{name}.csv", f"report-{found.public_id}")
    _note_contacts(found.event, [row for row in rows if _tells_address(row)])
    return answer


@bp.post(f"{ONE}/store")
@policy(is_organiser)
def store(public_id: str, import_id: str) -> ResponseReturnValue:
    """Store what the report says, all or nothing; sent twice, it is done once."""
    found, form = import_or_404(public_id, import_id), forms.YesForm()
    try:
        if not form.validate():
            return _report(found, form), 422
        is_new = bringing.ask_to_store(
            found, form.shown, me(),
            mail=form.mail.data, add_places=form.add_places.data, leave_refused=form.leave_refused.data,
        )  # fmt: skip
        is_small = is_new and bringing.is_small(found)
        if is_small:
            bringing.store(found)
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _report(import_or_404(public_id, import_id), form), 422
    if is_new and not is_small:
        enqueue(tasks.store_list, found.id)
    tasks.ask_for_mails(found)
    return redirect(to(found))


@bp.post(f"{ONE}/undo")
@policy(is_organiser)
def undo(public_id: str, import_id: str) -> ResponseReturnValue:
    """Take a stored list back, as long as nobody has touched what it made."""
    found = import_or_404(public_id, import_id)
    try:
        bringing.take_back(found, me())
        db.session.commit()
    except PinError as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    else:
        flash(_("The list is taken back. Everything is as it was before."), "success")
    return redirect(to(import_or_404(public_id, import_id)))


def _note_contacts(event: Event, rows: Sequence[AttendeeImportRow]) -> None:
    """Note whose address or number from before a report has told, as the list itself does."""
    if rows:
        with writing():
            shown = imports.public_ids([row.registration_id for row in rows])
            record("attendees.contacts_read", event, registrations=shown)
            db.session.commit()


def _tells_address(row: AttendeeImportRow) -> bool:
    return any(one["code"] == "attendees.email_stays" for one in row.remarks)


def _tells_change(row: AttendeeImportRow) -> bool:
    return any(key in CONTACT and before for key, before, _after in row.changes)


def _report(found: AttendeeImport, form: forms.YesForm) -> str:
    """Show a report, and note in the trail whose contacts it told."""
    event, asked = found.event, request.args.get("rows", "")
    shows = asked if asked in SHOWN else ""
    questions = events.questions_of(event, retired=True)
    labels = {
        key: label for group in showing.targets_of(event, questions).values() for key, label in group.items()
    }
    by_key = {f"q-{question.public_id}": question for question in questions}
    leaf = imports.rows_of(found, shows, page_number())
    page = render_template(
        "attendees/import/report.html",
        event=event, found=found, form=form, said=words, leaf=leaf, shows=shows,
        problem=SENTENCES.get(found.problem, ""), taken=registrations.count_holding(event),
        lines=[(row, showing.notes_of(row), showing.changes_of(row, by_key, labels)) for row in leaf.items],
    )  # fmt: skip
    _note_contacts(event, [row for row in leaf.items if _tells_address(row) or _tells_change(row)])
    return page


def _lines(rows: Iterable[AttendeeImportRow]) -> Iterator[list[str]]:
    """The rows of a report, a line a remark."""
    yield [_("Row"), _("Name"), _("What becomes of it"), _("Cell"), _("Remark")]
    for row in rows:
        yield from _of(row)


def _of(row: AttendeeImportRow) -> Iterator[list[str]]:
    start = [str(row.number), row.name, str(words.OUTCOMES[row.outcome])]
    notes = showing.notes_of(row)
    for note in notes:
        yield [*start, note.column, str(note)]
    if not notes:
        yield [*start, "", ""]
