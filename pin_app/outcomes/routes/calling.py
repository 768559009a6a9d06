"""Staff: whom to call, what to say, and noting the answer."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pin_app.access import is_staff, policy
from pin_app.accounts.current import me
from pin_app.audit.services import record
from pin_app.db import db, now, writing
from pin_app.i18n import language
from pin_app.introductions.contacts import contact_of, language_of
from pin_app.introductions.policies import partner_of
from pin_app.outcomes import policies, queries, services, words
from pin_app.outcomes.comparing import differences
from pin_app.outcomes.forms import BehalfForm
from pin_app.outcomes.models import FollowUp
from pin_app.outcomes.routes.blueprint import bp
from pin_app.outcomes.services import links


@bp.get("/follow-ups")
@policy(is_staff)
def index() -> str:
    """List whom to call, where two disagree, and what is to be recorded; contacts stand on the next page."""
    asked = request.args.get("view", "")
    view = asked if asked in queries.VIEWS else "calls"
    page = request.args.get("page", 1, type=int)
    page = page if 0 < page < 10_000 else 1
    lists = {"calls": lambda: queries.to_call(now(), page), "differ": lambda: queries.differing(page),
             "record": lambda: queries.to_record(page)}  # fmt: skip
    found = lists[view]()
    answers = queries.answers_of_many(row.introduction_id for row in found.items)
    return render_template(
        "outcomes/index.html",
        found=found,
        view=view,
        answers=answers,
        differences=differences,
        partner_of=partner_of,
    )


@bp.get("/follow-ups/<int(max=2147483647):number>")
@policy(is_staff)
def call(number: int) -> str:
    """Show whom to call and what to say; that staff read the contacts is in the trail."""
    with writing():
        follow_up = _found(number)
        record("profile.contact_read", follow_up.profile)
        shown = _page(follow_up, BehalfForm())
        db.session.commit()
    return shown


@bp.post("/follow-ups/<int(max=2147483647):number>/answer")
@policy(is_staff)
def answer_on_behalf(number: int) -> ResponseReturnValue:
    """Note what a side told staff."""
    follow_up, form = _found(number), BehalfForm()
    if not form.validate():
        return _page(follow_up, form), 422
    services.answer(follow_up, form.result.data, "staff", me(), form.way.data, form.note.data)
    services.add_details(follow_up, form.values())
    following = _next(follow_up)
    db.session.commit()
    flash(_("The answer is noted, with the way in which you were told."), "success")
    return redirect(following)


@bp.post("/follow-ups/<int(max=2147483647):number>/tried")
@policy(is_staff)
def tried(number: int) -> ResponseReturnValue:
    """Note that nobody answered, and go on to the next."""
    follow_up = _found(number)
    services.note_try(follow_up, me())
    following = _next(follow_up)
    db.session.commit()
    flash(_("Noted. It comes back to the list in three days."), "success")
    return redirect(following)


def _found(number: int) -> FollowUp:
    return queries.by_number(number) or abort(404)


def _next(follow_up: FollowUp) -> str:
    further = queries.next_call(now(), follow_up)
    return url_for("outcomes.call", number=further.id) if further else url_for("outcomes.index")


def _page(follow_up: FollowUp, form: BehalfForm) -> str:
    profile, partner = follow_up.profile, partner_of(follow_up.introduction, follow_up.side)
    spoken, facts = language_of(profile), (partner.name if partner else "", follow_up.months)
    return render_template(
        "outcomes/call.html",
        follow_up=follow_up,
        partner=partner,
        theirs=words.script(spoken, *facts),
        ours=words.script(language(), *facts) if spoken != language() else [],
        contact=contact_of(profile),
        chat=links.chat_with(follow_up),
        spoken=spoken,
        unreachable=queries.is_unreachable(follow_up),
        may_answer=policies.may_answer(follow_up),
        form=form,
    )
