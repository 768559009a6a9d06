"""What a row says of money, as investment terms are kept."""

from __future__ import annotations

from typing import Any

from pin_app.exchange.columns import TERMS
from pin_app.profiles.models import InvestmentTerms

Values = dict[str, Any]


def terms_said(values: Values, kept: InvestmentTerms | None = None) -> Values | None:
    """The terms that the values make of those kept so far; None where no money is spoken of."""
    if not any(values.get(column) not in (None, "", []) for column in TERMS):
        return None
    direction = _direction(values, kept)
    least, most = values.get("invest_min_eur"), values.get("invest_max_eur")
    if direction == "seek":
        most = values.get("seeks_eur")
        least = _still_fits(kept.min_eur, most) if kept and kept.direction == "seek" else None
    return {
        "direction": direction,
        "min_eur": least,
        "max_eur": most,
        "instruments": values.get("invest_instruments") or [],
        "purpose": values.get("use_of_funds") or "",
        "jobs_expected": values.get("jobs_expected"),
    }


def _still_fits(least: int | None, most: int | None) -> int | None:
    """The least that is sought, for which the table has no column: kept while it is below the most."""
    return least if least is not None and most is not None and least <= most else None


def _direction(values: Values, kept: InvestmentTerms | None) -> str:
    """Whether money is offered or sought: by the amounts, else as before, else by the kind."""
    if values.get("seeks_eur") is not None:
        return "seek"
    if values.get("invest_min_eur") is not None or values.get("invest_max_eur") is not None:
        return "invest"
    if kept is not None:
        return kept.direction
    return "invest" if values["kind"] == "investor" else "seek"
