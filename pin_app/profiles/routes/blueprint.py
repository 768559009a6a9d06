"""The blueprint of this room, and what its pages ask first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort
from flask_babel import format_timedelta
from flask_login import current_user

from pin_app import places
from pin_app import sectors as sector_table
from pin_app.audit.services import record
from pin_app.db import db, now, writing
from pin_app.i18n import language
from pin_app.profiles import forms, queries, words
from pin_app.profiles.models import Profile

bp = Blueprint("profiles", __name__)


def profile_for(public_id: str, may: Callable[[Any, Profile], bool]) -> Profile:
    """Return the profile of an address for those who may; for others there is no such page."""
    profile = queries.by_public_id(public_id)
    if profile is None or not may(current_user, profile):
        abort(404)
    return profile


def opened_by_staff(
    public_id: str, may: Callable[[Any, Profile], bool], show: Callable[[Profile], str]
) -> str:
    """Show a page with contacts to somebody who does not act for the profile; the trail says who looked."""
    with writing():
        profile = profile_for(public_id, may)
        record("profile.contact_read", profile)
        page = show(profile)
        db.session.commit()
    return page


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": words}


@bp.app_template_filter("sector_label")
def _sector_label(code: str) -> str:
    return sector_table.label(code)


@bp.app_template_filter("place_label")
def _place_label(code: str) -> str:
    return places.label(code, language()) if code else ""


@bp.app_template_filter("spoken_language")
def _spoken_language(code: str) -> str:
    return words.spoken(code)


bp.add_app_template_filter(words.written_in)


@bp.app_template_filter("instrument_label")
def _instrument_label(code: str) -> str:
    return str(words.INSTRUMENTS.get(code, code))


@bp.app_template_filter("phone_number")
def _phone_number(value: str) -> str:
    return forms.shown_phone(value)


@bp.app_template_filter("waited")
def _waited(since: datetime) -> str:
    return _lasted(now() - since)


@bp.app_template_filter("lasted")
def _lasted(span: timedelta) -> str:
    return str(format_timedelta(span))
