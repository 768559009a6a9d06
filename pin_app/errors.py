"""Errors that people see: a code with facts inside, a sentence in the reader's language outside."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from pin_app.db import db

log = logging.getLogger(__name__)
SENTENCES: dict[str, Any] = {}
HTTP_WORDS = {
    400: (_l("We could not read that request"), _l("Go back, reload the page and send the form again.")),
    403: (
        _l("This page is not for your account"),
        _l("Ask ISCOS staff if you think that you should see it."),
    ),
    404: (_l("There is no such page"), _l("It may have moved, or the link may be incomplete.")),
    405: (_l("That does not work here"), _l("Go back and use the button on the page.")),
    409: (_l("That does not work here"), _l("Go back and use the button on the page.")),
    413: (_l("That is too large"), _l("Send a smaller file or a shorter text.")),
    429: (_l("Too many tries"), _l("Wait a few minutes, then try again.")),
    500: (
        _l("Something broke on our side"),
        _l("Nothing that you sent was half saved. We have a note of it."),
    ),
    503: (_l("PIN is busy for a moment"), _l("Nothing was lost. Try again in some seconds.")),
}


class PinError(Exception):
    """A refusal with a code such as "introduction.with_itself" and the facts for its sentence."""

    status = 409

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """Return the sentence in the current language; the bare code when none is written."""
        sentence = SENTENCES.get(self.code)
        return self.code if sentence is None else str(sentence) % self.facts


def sentences(**words: Any) -> None:
    """Register what a room's error codes say; keys use two underscores for the dot."""
    SENTENCES.update({code.replace("__", "."): text for code, text in words.items()})


def init_app(app: Flask) -> None:
    """Answer every failure with a whole page in plain words and without inner details."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(PinError, _refused)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(PoolTimeout, _crowded)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(Exception, _broken)


def _page(status: int, reason: str = "") -> ResponseReturnValue:
    title, advice = HTTP_WORDS.get(status, HTTP_WORDS[400 if status < 500 else 500])
    _forget_transaction()
    if request.path.startswith("/api/"):
        return {"error": reason or str(title), "status": status}, status
    return render_template("errors/error.html", status=status, title=title, advice=reason or advice), status


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400 or error.response is not None:  # a redirect or a response of its own
        return error.get_response()
    if isinstance(error, SecurityError):  # a foreign host name: under it no link could be written
        return Response(str(HTTP_WORDS[status][0]), status, mimetype="text/plain")
    answer = app_response(_page(status))
    retry = getattr(error, "retry_after", None)
    if retry:
        answer.headers["Retry-After"] = str(retry)
    if status == 405 and getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(error.valid_methods)  # type: ignore[attr-defined]
    return answer


def app_response(value: ResponseReturnValue) -> Response:
    """Turn a view's return value into a response object."""
    from flask import make_response  # noqa: PLC0415 -- only needed on the error path

    return make_response(value)


def _refused(error: PinError) -> ResponseReturnValue:
    return _page(error.status, str(error))


def _busy(error: OperationalError) -> ResponseReturnValue:
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return _broken(error)  # a mistake in a statement, which PostgreSQL calls by another name
    log.warning("store not available: %s", error.orig.__class__.__name__)
    return _try_again()


def _crowded(_error: PoolTimeout) -> ResponseReturnValue:
    """More people at once than the store has answered in half a minute."""
    log.warning("store not available: all connections are in use")
    return _try_again()


def _try_again() -> ResponseReturnValue:
    answer = app_response(_page(503))
    answer.headers["Retry-After"] = "5"
    return answer


def _overtaken(error: StaleDataError) -> ResponseReturnValue:
    return _page(409, _("Somebody has just changed this. Reload the page to see how it stands now."))


def _broken(error: Exception) -> ResponseReturnValue:
    log.exception("unhandled %s", error.__class__.__name__)
    return _page(500)


def _forget_transaction() -> None:
    try:
        db.session.rollback()
    except DBAPIError:
        log.warning("rollback failed while answering an error")
    try:
        getattr(current_user, "language", None)  # after a rollback the person is read anew
    except SQLAlchemyError:
        current_app.login_manager._update_request_context_with_user()  # type: ignore[attr-defined]


Handler = Callable[[Exception], ResponseReturnValue]
