"""Who may open a document: the room that it belongs to says so; without its word, nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pin_app.documents.models import Document

Rule = Callable[[Any, Document], bool]
_RULES: dict[str, Rule] = {}


def let(purpose: str, rule: Rule) -> None:
    """Have a room above say who may open the documents of its purpose; called when the room is imported."""
    _RULES[purpose] = rule


def may_open(user: Any, document: Document) -> bool:
    """Whether the person may open it, by the rule of the document's room."""
    rule = _RULES.get(document.purpose)
    return rule is not None and rule(user, document)
