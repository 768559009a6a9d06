"""The questionnaire, part by part, and the supplier file that comes of it."""

from __future__ import annotations

import io
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.access import is_signed_in, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.claims import frameworks, paper, policies, questions, sheets
from pin_app.claims.catalogue import FIRMS
from pin_app.claims.forms.answering import answers_form
from pin_app.claims.models import Questionnaire
from pin_app.claims.routes.blueprint import bp, profile_for
from pin_app.claims.services import answering
from pin_app.db import db, writing
from pin_app.exports import write_xlsx
from pin_app.forms import Form
from pin_app.i18n import direction
from pin_app.profiles.models import Profile
from pin_app.security import limit

PART = "/profiles/<public_id>/questions/<int(min=1,max=5):part>"
FILE = "/profiles/<public_id>/supplier-file"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get(PART)
@policy(is_signed_in)
def questions_part(public_id: str, part: int) -> str:
    """Show one part with what was answered."""
    profile = _firm(public_id)
    return _page(profile, part, _form(profile, part))


@bp.post(PART)
@policy(is_signed_in)
def answer_part(public_id: str, part: int) -> ResponseReturnValue:
    """Keep one part and go on; while one types, what can be kept is kept."""
    profile, typed_on = _firm(public_id), request.headers.get("X-Autosave") == "1"
    form = _form(profile, part)
    if not form.validate_on_submit() and not typed_on:
        return _page(profile, part, form), 422
    wrong = {name for name in form.errors if name}
    before = answering.answers_of(profile)
    given = {name: before.get(name) if name in wrong else value for name, value in form.data.items()}
    answering.answer_part(profile, me(), part, given)
    db.session.commit()
    if typed_on:
        return {"percent": answering.percent(profile)}
    if part in questions.PARTS and part < max(questions.PARTS) and request.form.get("do") != "leave":
        return redirect(url_for("claims.questions_part", public_id=public_id, part=part + 1))
    return redirect(url_for("claims.supplier_file", public_id=public_id))


@bp.get(FILE)
@policy(is_signed_in)
def supplier_file(public_id: str) -> str:
    """Show the supplier file, ready to be printed."""
    profile = _firm(public_id)
    return render_template(
        "claims/supplier_file.html",
        profile=profile,
        sheets=answering.supplier_file(profile),
        headings=frameworks.HEADINGS,
        titles=frameworks.TITLES,
        kept=db.session.get(Questionnaire, profile.id),
        answered=answering.percent(profile),
        shown=sheets.shown,
    )


@bp.post(f"{FILE}/finish")
@policy(is_signed_in)
def finish_answers(public_id: str) -> ResponseReturnValue:
    """Note that the answers are complete."""
    profile = profile_for(public_id, policies.may_sign)
    answering.finish(profile, me())
    db.session.commit()
    flash(_("Noted, with today’s date."), "success")
    return redirect(url_for("claims.supplier_file", public_id=public_id))


@bp.get(f"{FILE}.xlsx")
@policy(is_signed_in)
def supplier_workbook(public_id: str) -> ResponseReturnValue:
    """Hand the supplier file out as a workbook; the trail says who took it."""
    with writing():
        profile = _firm(public_id)
        record("supplier_file.exported", profile)
        rows = sheets.rows(
            profile, answering.supplier_file(profile), db.session.get(Questionnaire, profile.id)
        )
        db.session.commit()
    target = io.BytesIO()
    write_xlsx(target, rows, right_to_left=direction() == "rtl")
    target.seek(0)
    return send_file(target, XLSX, as_attachment=True, download_name="pin-supplier-file.xlsx", max_age=0)


@bp.get(f"{FILE}.pdf")
@policy(is_signed_in)
def supplier_paper(public_id: str) -> ResponseReturnValue:
    """Hand the supplier file out as a PDF; the trail says who took it."""
    limit("claims.paper", str(me().id), "60 per hour")
    with writing():
        profile = _firm(public_id)
        record("supplier_file.exported", profile)
        db.session.commit()
    kept = db.session.get(Questionnaire, profile.id)
    target = io.BytesIO(paper.printed(profile, answering.supplier_file(profile), kept))
    return send_file(
        target, pdf.MIMETYPE, as_attachment=True, download_name="pin-supplier-file.pdf", max_age=0
    )


def _firm(public_id: str) -> Profile:
    profile = profile_for(public_id, policies.may_state)
    return profile if profile.kind in FIRMS else abort(404)


def _form(profile: Profile, part: int) -> Form:
    asked = questions.of_part(part, policies.has_union_consent(profile))
    return answers_form(asked, answering.answers_of(profile))


def _page(profile: Profile, part: int, form: Any) -> str:
    return render_template(
        "claims/questions.html",
        profile=profile,
        part=part,
        parts=questions.PARTS,
        form=form,
        answered=answering.percent(profile),
        union_left_out=part == 4 and not policies.has_union_consent(profile),
    )
