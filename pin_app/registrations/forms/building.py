"""Putting a form together: the person, and the questions of this very event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field

from pin_app.accounts.models import User
from pin_app.events.models import Question
from pin_app.profiles.forms import shown_phone
from pin_app.profiles.models import Profile
from pin_app.registrations.forms.person import CONTACT, PersonForm
from pin_app.registrations.forms.questions import data_of, field_of, name_of, value_of
from pin_app.registrations.models import Registration
from pin_app.registrations.services import Person
from pin_app.security import new_secret
from pin_app.typed import whole_number


class RegisterForm(PersonForm):
    """The form of one event; `questions` are those that it asks, consents included."""

    questions: Sequence[Question] = ()

    def person(self, user: User | None = None, profile: Profile | None = None, email: str = "") -> Person:
        """Return who it is about; a member's address is that of the account and not typed."""
        address = email or ((self.email.data or "") if "email" in self else "")
        return Person(email=address, user=user, profile=profile, **self.facts())

    def answers(self) -> dict[str, Any]:
        """Return the answers by question."""
        asked = [one for one in self.questions if one.kind != "consent"]
        return {one.public_id: value_of(one, self[name_of(one)]) for one in asked}

    def consents(self) -> list[str]:
        """Return the consent questions that are ticked."""
        return [one.public_id for one in self.questions if one.kind == "consent" and self[name_of(one)].data]

    @property
    def asked(self) -> list[Field]:
        """The fields of the questions, in their order."""
        return [self[name_of(one)] for one in self.questions if one.kind != "consent"]

    @property
    def agreements(self) -> list[Field]:
        """The fields of the consents, in their order."""
        return [self[name_of(one)] for one in self.questions if one.kind == "consent"]

    @property
    def key(self) -> str:
        """What tells one filled-in form from another."""
        return str(self.request_key.data or "")[:64]

    @property
    def expected(self) -> int | None:
        """The version that the page showed, None where it says nothing."""
        typed = str(self.version.data or "")
        return whole_number(typed)

    def bring_up_to_date(self, registration: Registration, agreed: Collection[int]) -> None:
        """Show consents as they stand now: an old page gives none again that was taken back meanwhile."""
        if self.expected in (None, registration.version):
            return
        self.version.data = str(registration.version)
        for one in self.questions:
            if one.kind == "consent":
                self[name_of(one)].data = one.id in agreed


def register_form(questions: Sequence[Question], user: User | None, profile: Profile | None) -> RegisterForm:
    """Return an empty form, filled in as far as the account and a profile know the answers."""
    form = _built(questions, data=_known(user, profile) | {"request_key": new_secret()})
    if user is not None:
        del form.email
    return form


def edit_form(
    questions: Sequence[Question], registration: Registration, agreed: Collection[int]
) -> RegisterForm:
    """Return the form for the person itself with what it holds; the address stays the one that was proved.

    `agreed` holds the numbers of the consent questions to which the person has said yes.
    """
    ticks = {name_of(one): one.id in agreed for one in questions if one.kind == "consent"}
    form = _built(questions, data=_held(questions, registration) | ticks)
    del form.email
    return form


class AddForm(RegisterForm):
    """What an organiser writes of somebody new."""

    mail = BooleanField(_l("Write to the person about it"), default=True)
    add_place = BooleanField(_l("If there is no free place: allow one more for this person"))


def organiser_form(questions: Sequence[Question], registration: Registration | None = None) -> RegisterForm:
    """Return the form for an organiser, who need not know every answer and gives no consent for others."""
    asked = [question for question in questions if question.kind != "consent"]
    if registration is not None:
        return _built(asked, complete=False, data=_held(asked, registration))
    return _built(asked, complete=False, data={"request_key": new_secret()}, base=AddForm)


def _built(
    questions: Sequence[Question],
    *,
    data: dict[str, Any],
    complete: bool = True,
    base: type[RegisterForm] = RegisterForm,
) -> RegisterForm:
    fields = {name_of(question): field_of(question, complete) for question in questions}
    built = type("FormOfEvent", (base,), fields | {"questions": tuple(questions)})
    made: RegisterForm = built(data=data, needs_email=complete)
    return made


def _known(user: User | None, profile: Profile | None) -> dict[str, Any]:
    """What the account and the profile already say."""
    if user is None:
        return {}
    given, _, surname = user.name.strip().rpartition(" ")
    known: dict[str, Any] = {"given_name": given, "surname": surname, "language": user.language}
    if profile is None:
        return known
    return known | {
        "profile": profile.public_id,
        "phone": shown_phone(profile.phone),
        "whatsapp_ok": profile.whatsapp_ok,
        "organisation": profile.name,
        "kind": profile.kind,
        "sector": profile.sectors[0] if profile.sectors else "",
        "city": profile.city,
        "country": profile.country,
    }


def _held(questions: Sequence[Question], registration: Registration) -> dict[str, Any]:
    """What a registration holds."""
    held: dict[str, Any] = {name: getattr(registration, name) for name in CONTACT}
    held |= {"phone": shown_phone(registration.phone), "email": registration.typed_email}
    held |= {"version": str(registration.version)}
    answers = registration.answers
    return held | {name_of(one): data_of(one, answers.get(one.public_id)) for one in questions}
