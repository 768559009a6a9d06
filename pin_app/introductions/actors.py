"""Who takes a step and over which channel: a side, staff in their own name or on behalf, or the house."""

from __future__ import annotations

from dataclasses import dataclass

from pin_app.accounts.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """`way` and `note` tell how a side on whose behalf staff act has given its consent."""

    who: str  # first, second, staff or system
    channel: str
    user: User | None = None
    way: str = ""
    note: str = ""

    @property
    def on_behalf(self) -> bool:
        """Whether staff speak for a side."""
        return bool(self.way)


SYSTEM = Actor("system", "system")


def staff(user: User) -> Actor:
    """ISCOS staff in their own name."""
    return Actor("staff", "staff", user)


def on_page(side: str, user: User) -> Actor:
    """A person who is signed in and acts for a side."""
    return Actor(side, "page", user)


def by_link(side: str) -> Actor:
    """Whoever holds the link that one side was sent."""
    return Actor(side, "link")


def on_behalf(side: str, user: User, way: str, note: str) -> Actor:
    """Staff who speak for a side that gave its consent by phone, in person, in writing or by message."""
    return Actor(side, "staff", user, way, note)
