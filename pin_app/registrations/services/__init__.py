"""What happens to registrations."""

from pin_app.registrations.services import asked
from pin_app.registrations.services.by_hand import add_by_hand, correct, promote
from pin_app.registrations.services.changing import change, withdraw_consent, write_note
from pin_app.registrations.services.ending import cancel, cancel_with_event
from pin_app.registrations.services.forgetting import forget, forget_person
from pin_app.registrations.services.people import Person
from pin_app.registrations.services.registering import guard, register
from pin_app.registrations.services.telling import remind, tell_change
from pin_app.registrations.services.waiting import accept, expire_offers, offer_places

__all__ = [
    "Person", "accept", "add_by_hand", "asked", "cancel", "cancel_with_event", "change", "correct",
    "expire_offers", "forget", "forget_person", "guard", "offer_places", "promote", "register", "remind",
    "tell_change", "withdraw_consent", "write_note",
]  # fmt: skip
