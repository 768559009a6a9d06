"""Remarks on cells as they are kept: codes and facts, which become words in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from pin_app.errors import SENTENCES, PinError
from pin_app.i18n import ltr


@dataclass(frozen=True, slots=True)
class Note:
    """One remark as it is kept: column, code and facts, which become words in the reader's language."""

    column: str
    code: str
    facts: dict[str, Any]

    def __str__(self) -> str:
        """Return the sentence."""
        return str(PinError(self.code, **self.facts))

    @property
    def shown(self) -> Markup:
        """The sentence for a page, where phone numbers and names do not flip inside Urdu."""
        apart = {name: ltr(fact) if str(fact).isascii() else bdi(fact) for name, fact in self.facts.items()}
        return Markup(escape(SENTENCES.get(self.code, self.code))) % apart  # noqa: S704 -- escaped beforehand


def bdi(fact: Any) -> Markup:
    """A fact that may run in another direction than the sentence around it."""
    return Markup("<bdi>{}</bdi>").format(fact)
