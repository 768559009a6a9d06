"""The browser's side of a sign-in: which token its cookie carries, and since when it was last noted."""

from __future__ import annotations

import time

from flask import request, session
from sqlalchemy.exc import OperationalError

from pin_app.accounts import services
from pin_app.accounts.models import SignIn
from pin_app.accounts.routes.blueprint import bp
from pin_app.db import db, writing
from pin_app.security import TOKEN, client_address, new_secret

NOTED, MARK = "noted", "mark"  # names in the cookie
NOTE_EVERY = 600  # seconds


def begin(token: str, *, stay: bool = False) -> None:
    """Give the browser a new session that carries this token and nothing of the one before."""
    session.clear()
    session[TOKEN], session[NOTED] = token, int(time.time())
    session.permanent = stay


def end() -> None:
    """Take everything out of the browser's session."""
    session.clear()


def token() -> str | None:
    """Return the token of this browser's sign-in."""
    found = session.get(TOKEN)
    return found if isinstance(found, str) else None


def present() -> SignIn | None:
    """Return the sign-in of this browser."""
    return services.sign_in_of_cookie(token())


def mark() -> str:
    """Return a secret of this browser, by which a link knows the browser that asked for it."""
    if not isinstance(session.get(MARK), str):
        session[MARK] = new_secret()
    return str(session[MARK])


def seen() -> dict[str, str]:
    """Return what a sign-in keeps of the browser: its address and what it calls itself."""
    return {"address": client_address(), "browser": request.headers.get("User-Agent", "")}


@bp.before_app_request
def _note_use() -> None:
    """Note at most every ten minutes that the sign-in is in use, so that it does not idle out."""
    held = token()
    if held is None or request.endpoint == "static" or time.time() - _noted() < NOTE_EVERY:
        return
    try:
        with writing():
            services.touch(held)
            db.session.commit()
        session[NOTED] = int(time.time())
    except OperationalError:
        db.session.rollback()  # a page can still be read while nothing can be written


def _noted() -> int:
    found = session.get(NOTED, 0)
    return found if isinstance(found, int) else 0
