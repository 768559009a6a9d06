"""The blueprint, and how its pages read what was asked for in their addresses."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Blueprint, abort, request
from flask_babel import format_decimal, gettext
from flask_sqlalchemy.pagination import Pagination
from markupsafe import Markup
from sqlalchemy import Select

from pin_app.admin import words
from pin_app.db import db
from pin_app.i18n import ltr
from pin_app.typed import whole_number

bp = Blueprint("admin", __name__, url_prefix="/admin")
NUMBER = "<int(max=2147483647):number>"  # more than this no store of ours can hold
PER_PAGE = 50
LAST_PAGE = 100_000
Row = TypeVar("Row")


@bp.context_processor
def _for_templates() -> dict[str, Any]:
    return {"words": words, "size": size}


def size(count: int) -> Markup:
    """Show a number of bytes in megabytes, in the reader's language."""
    return ltr(gettext("%(count)s MB", count=format_decimal(round(count / 1_000_000, 1))))


def page_of(rows: Select[Any]) -> Pagination:
    """Return the asked-for page of a list; what is no page number is the first."""
    typed = request.args.get("page", "1")
    number = whole_number(typed, 6) or 1
    return db.paginate(rows, page=max(1, min(number, LAST_PAGE)), per_page=PER_PAGE, error_out=False)


def found_or_404(model: type[Row], number: int) -> Row:
    """Return a row by its number, else answer 404."""
    found = db.session.get(model, number)
    return found if found is not None else abort(404)
