"""The first page, the choice of language, and the pages that say what PIN is and does."""

from __future__ import annotations

from datetime import timedelta

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pin_app.access import is_anyone, is_signed_in, is_staff, policy
from pin_app.db import db, now
from pin_app.home import queries, services, words
from pin_app.i18n import set_language_cookie
from pin_app.security import external, safe_next
from pin_app.settings import Settings

bp = Blueprint("home", __name__)


@bp.get("/")
@policy(is_anyone)
def start() -> str:
    """Say what PIN is; people who are signed in see what is next for them."""
    if not current_user.is_authenticated:
        return render_template("home/start.html", figures=queries.figures(), words=words)
    waiting = queries.waiting_reviews() if is_staff(current_user) else 0
    mine = queries.standings(current_user)
    return render_template("home/dashboard.html", standings=mine, waiting=waiting, words=words)


@bp.post("/language")
@policy(is_signed_in)
def choose_language() -> ResponseReturnValue:
    """Keep the language of a person and go on where the person was."""
    code = request.form.get("language", "")
    services.choose_language(current_user, code)
    db.session.commit()
    answer = make_response(redirect(safe_next(request.form.get("next"), url_for("home.start"))))
    set_language_cookie(answer, code)
    return answer


@bp.get("/help")
@policy(is_anyone)
def help() -> str:
    """Answer what people ask first, and say where to write."""
    return render_template("home/help.html", contact=_settings().contact)


@bp.get("/privacy")
@policy(is_anyone)
def privacy() -> str:
    """Say in plain words what data is for what, who sees it, and what rights people have."""
    return render_template("home/privacy.html", contact=_settings().contact)


@bp.get("/accessibility")
@policy(is_anyone)
def accessibility() -> str:
    """Say how PIN is made usable for all, and what to do where it is not."""
    return render_template("home/accessibility.html", contact=_settings().contact)


@bp.get("/robots.txt")
@policy(is_anyone)
def robots() -> Response:
    """Ask search engines to leave out the pages that only lead to forms."""
    closed = ("/sign-in", "/register", "/forgotten", "/confirm/", "/reset/", "/account")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@policy(is_anyone)
def security_txt() -> Response:
    """Say where to report a weakness (RFC 9116); there is no such file while nobody has named an address."""
    contact = _settings().contact
    if not contact:
        abort(404)
    until = (now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: en, it, ur",
        f"Canonical: {external(url_for('home.security_txt'))}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _settings() -> Settings:
    found: Settings = current_app.extensions["pin.settings"]
    return found
