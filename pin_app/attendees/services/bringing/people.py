"""Who is known at an event already, and whether a row of a list is one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pin_app.registrations.models import Registration

Names = frozenset[str]


@dataclass(slots=True)
class Known:
    """Somebody of whom we know: by a registration, or by an earlier row of the same list (`number`)."""

    names: Names
    email: str
    phone: str
    registration: Registration | None = None
    number: int = 0

    @property
    def called(self) -> str:
        """How to call the registration in a remark."""
        return self.registration.reference if self.registration else ""

    @property
    def has_cancelled(self) -> bool:
        """Whether the registration ended."""
        return self.registration is not None and self.registration.state == "cancelled"


@dataclass(slots=True)
class People:
    """Everybody who is known, by reference, by name in whatever order, and by address."""

    by_reference: dict[str, Known] = field(default_factory=dict)
    by_names: dict[Names, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Known) -> None:
        """Know one more."""
        if one.registration is not None:
            self.by_reference[one.registration.reference] = one
        self.by_names[one.names].append(one)
        if one.email:
            self.by_email[one.email].append(one)

    def same(self, names: Names, email: str, phone: str) -> Known | None:
        """Return the same person, one who comes rather than one who cancelled.

        The same name, and the same address or number; or the same name where nothing speaks against it.
        """
        found = [one for one in self.by_names.get(names, ()) if _is_same(one, email, phone)]
        found.sort(key=lambda one: (one.has_cancelled, one.email != email))
        return found[0] if found else None

    def alike(self, names: Names, email: str) -> Known | None:
        """Return somebody else with the same name, or with the same address."""
        others = [*self.by_names.get(names, ()), *self.by_email.get(email, ())]
        return next((one for one in others if not one.has_cancelled), None)


def known(registrations: Iterable[Registration]) -> People:
    """Return the people of some registrations."""
    found = People()
    for one in registrations:
        found.add(Known(names_of(one.name_key), one.email, one.phone, one))
    return found


def names_of(name_key: str) -> Names:
    """The folded words of a name, whichever stands first."""
    return frozenset(name_key.split())


def _is_same(one: Known, email: str, phone: str) -> bool:
    if one.email and one.email == email:
        return True
    if one.phone and one.phone == phone:
        return True
    return not (one.email and email) and not (one.phone and phone)
