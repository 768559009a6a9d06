"""Who may see a project sheet: as on the profile's page, money is shown only to people who are signed in."""

from __future__ import annotations

from typing import Any

from pin_app.access import is_signed_in
from pin_app.profiles import policies as profiles
from pin_app.profiles.models import InvestmentTerms, Profile


def is_project(terms: InvestmentTerms | None) -> bool:
    """Whether a profile seeks an investment."""
    return terms is not None and terms.direction == "seek"


def may_see(user: Any, profile: Profile) -> bool:
    """Signed-in people once staff have published it for all; before that those who act for it, and staff."""
    return is_signed_in(user) and profiles.may_see(user, profile)
