"""What the list of events is asked for, from the arguments of its address."""

from __future__ import annotations

from collections.abc import Mapping

from pin_app.events.models import KINDS
from pin_app.events.queries import Wanted
from pin_app.i18n import LANGUAGES

PLACES = ("place", "online")


def wanted(arguments: Mapping[str, str]) -> Wanted:
    """Return what is wanted; what makes no sense is left out."""
    return Wanted(
        past=arguments.get("when") == "past",
        kind=_known(arguments.get("kind"), KINDS),
        where=_known(arguments.get("where"), PLACES),
        language=_known(arguments.get("language"), tuple(LANGUAGES)),
    )


def _known(value: str | None, known: tuple[str, ...]) -> str:
    return value if value in known else ""
