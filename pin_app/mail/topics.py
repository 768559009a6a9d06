"""Mails that nobody has to get: which topics there are, and how one that is unwanted is named in a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pin_app.security import sign, unsign

PURPOSE = "unsubscribe"
LASTS = timedelta(days=3 * 365)  # whoever finds an old mail may still say no to the next


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of optional mail: a code, what people read, and the templates that belong to it."""

    name: str
    title: Any
    templates: tuple[str, ...]


TOPICS: dict[str, Topic] = {}


def optional(name: str, title: Any, *templates: str) -> None:
    """Declare a topic; its mails carry a way to end them, and go only to addresses that want them."""
    TOPICS[name] = Topic(name, title, templates)


def of_template(template: str) -> str:
    """Return the topic of a template, empty for mails that are necessary."""
    return next((topic.name for topic in TOPICS.values() if template in topic.templates), "")


def token_for(message: str) -> str:
    """Return what ends the mails of a message's topic; it names the message, never the person."""
    return sign(PURPOSE, message)


def message_of(token: str) -> str:
    """Return the message that a token names, empty when the token is not good."""
    found = unsign(PURPOSE, token, int(LASTS.total_seconds()))
    return found if isinstance(found, str) else ""
