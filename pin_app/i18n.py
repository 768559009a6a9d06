"""Three languages: which one a page is in, its direction, and how facts are shown in it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request, session
from flask_babel import Babel, Domain, format_date, format_decimal, format_time, get_locale, refresh
from flask_login import current_user
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from pin_app import paths

LANGUAGES = {"en": "English", "it": "Italiano", "ur": "اردو"}
RIGHT_TO_LEFT = frozenset({"ur"})
TIME_ZONES = ("Europe/Rome", "Asia/Karachi")
COOKIE = "lang"
SPOKEN = "language"  # in the session of a visitor
NO_BREAK, WORD_JOINER = "\u00a0", "\u2060"
COOKIE_SECONDS = 365 * 24 * 3600


class Messages(Domain):  # type: ignore[misc]  # Flask-Babel tells no types
    """Our sentences; which language they are in is found out once a request and not once a word."""

    def get_translations(self) -> Any:
        """Return the catalogue of the language in use; Flask-Babel drops what is kept when that changes."""
        state = g.get("_flask_babel") if g else None
        found = getattr(state, "babel_translations", None)
        if found is None:
            found = super().get_translations()
            if state is not None:
                state.babel_translations = found
        return found


babel = Babel()
messages = Messages()
messages_of_wtforms = Domain(domain="wtforms")


def init_app(app: Flask) -> None:
    """Bind translations, the language of each request and the template filters."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(paths.TRANSLATIONS)
    babel.init_app(
        app, default_locale="en", default_timezone="Europe/Rome", locale_selector=language_of_request
    )
    app.extensions["babel"].instance.domain_instance = messages
    app.jinja_env.globals.update(_=_in_template, gettext=_in_template)
    app.after_request(_remember_choice)
    app.jinja_env.filters.update(ltr=ltr, day=day, moment=moment, number=number)
    app.context_processor(_for_templates)


def language_of_request() -> str:
    """Return ?lang=, else the account's language, else the cookie, else what the browser accepts.

    Before the last of these comes the language of a mailed link that was opened on this visit.
    """
    if not has_request_context():
        return "en"
    found = getattr(g, "language", None) or _chosen() or session.get(SPOKEN)
    return found or request.accept_languages.best_match(list(LANGUAGES)) or "en"


def speak(code: str) -> None:
    """Show the page behind a mailed link in the language of the mail, unless its reader chose another."""
    if not _chosen():
        g.language = session[SPOKEN] = code
        refresh()


def _chosen() -> str:
    asked, account = request.args.get("lang", ""), getattr(current_user, "language", None)
    choices = (asked, account, request.cookies.get(COOKIE))
    return next((str(choice) for choice in choices if choice in LANGUAGES), "")


def language() -> str:
    """Code of the language now in use: en, it or ur."""
    locale = get_locale()
    return locale.language if locale else "en"


def direction(code: str | None = None) -> str:
    """Return "rtl" or "ltr" for a language code, the current one by default."""
    return "rtl" if (code or language()).split("-")[0] in RIGHT_TO_LEFT and code != "ur-Latn" else "ltr"


def ltr(value: object) -> Markup:
    """Wrap a phone, amount, code or ISO date so that Urdu text around it does not flip it."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(escape(value))


def day(value: date | None) -> Markup:
    """Show a date in the reader's language."""
    return Markup("<bdi>{}</bdi>").format(format_date(value, "medium")) if value else Markup("")


def moment(value: datetime | None) -> Markup:
    """Show a moment in the reader's language and the network's time zone, without seconds."""
    if not value:
        return Markup("")
    told = get_locale().datetime_formats["medium"]
    return Markup("<bdi>{}</bdi>").format(
        told.format(apart(format_time(value, "short")), format_date(value, "medium"))
    )


def apart(hours: str) -> str:
    """Set hours apart from the letters of Urdu around them, as Unicode does where no markup can stand.

    No line ends inside them: half of "6:00 PM – 8:30 PM" on the next line reads backwards.
    """
    whole = hours.replace(" ", NO_BREAK).replace("–", "–" + WORD_JOINER)
    return f"\u2066{whole}\u2069" if direction() == "rtl" else hours


def number(value: float | None) -> Markup:
    """Show a number in the reader's language."""
    return _number(value, language()) if value is not None else Markup("")


@lru_cache(maxsize=5_000)
def _number(value: float, of_language: str) -> Markup:
    return ltr(format_decimal(value))


@pass_eval_context
def _in_template(style: EvalContext, text: str, **facts: Any) -> str:
    """Translate as Jinja's own function does, which goes through four more calls for each word."""
    found: str = messages.get_translations().ugettext(text)
    if not style.autoescape:
        return found % facts
    return Markup(found) % facts if facts else _whole(found)  # noqa: S704 -- our words; facts are escaped


@lru_cache(maxsize=5_000)
def _whole(sentence: str) -> Markup:
    return Markup(sentence) % {}  # noqa: S704 -- our words


def _for_templates() -> dict[str, Any]:
    return {
        "language": language(),
        "direction": direction(),
        "direction_of": direction,
        "languages": LANGUAGES,
    }


def _remember_choice(response: Response) -> Response:
    asked = request.args.get("lang", "")
    if asked not in LANGUAGES:
        return response
    if request.cookies.get(COOKIE) != asked:
        set_language_cookie(response, asked)
    if response.location:
        response.location = _still_in(response.location, asked)
    return response


def _still_in(address: str, code: str) -> str:
    """Return where a form leads to, in the language in which it was read; of other sites nothing is said."""
    path, mark, anchor = address.partition("#")
    if not path.startswith("/") or path.startswith("//") or "?lang=" in path or "&lang=" in path:
        return address
    return f"{path}{'&' if '?' in path else '?'}lang={code}{mark}{anchor}"


def set_language_cookie(response: Response, code: str) -> None:
    """Keep a visitor's choice of language for a year."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, code, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=secure)
