"""Who may: named predicates on routes, denied by default, and a check that every request was asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[[Any], bool]
RANKS = {"member": 0, "organiser": 1, "staff": 2, "administrator": 3}


def is_anyone(user: Any) -> bool:
    """Everybody, signed in or not."""
    return True


def is_signed_in(user: Any) -> bool:
    """A person with an active account."""
    return bool(user.is_authenticated)


def is_anonymous(user: Any) -> bool:
    """Nobody is signed in."""
    return not user.is_authenticated


def is_organiser(user: Any) -> bool:
    """Organiser, staff or administrator."""
    return _rank(user) >= RANKS["organiser"]


def is_staff(user: Any) -> bool:
    """ISCOS staff or administrator."""
    return _rank(user) >= RANKS["staff"]


def is_administrator(user: Any) -> bool:
    """Whoever runs PIN: people, roles, outbox, trail."""
    return _rank(user) >= RANKS["administrator"]


def policy(rule: Rule) -> Callable[[View], View]:
    """Let a route be used only by those for whom the rule holds; stands directly under the route line."""

    def wear(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not rule(current_user):
                return _turn_away(rule)
            return cast(ResponseReturnValue, current_app.ensure_sync(view)(*args, **kwargs))

        guarded.policy = rule  # type: ignore[attr-defined]
        return cast(View, guarded)

    return wear


def init_app(app: Flask) -> None:
    """Refuse any view that wears no policy."""
    app.before_request(_require_policy)


def _rank(user: Any) -> int:
    return RANKS.get(user.role, -1) if user.is_authenticated else -1


def _require_policy() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and not hasattr(view, "policy"):
        abort(403)


def _turn_away(rule: Rule) -> Response:
    if rule is is_anonymous:
        return redirect(url_for("home.start"))
    if not current_user.is_authenticated:
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=here))
    return abort(403)
