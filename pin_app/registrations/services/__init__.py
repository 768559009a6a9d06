"""What happens to registrations."""

from pin_app.registrations.services.changing import change, withdraw_consent, write_note
from pin_app.registrations.services.ending import cancel, cancel_with_event
from pin_app.registrations.services.people import Person
from pin_app.registrations.services.registering import guard, register
from pin_app.registrations.services.waiting import accept, expire_offers, offer_places

__all__ = [
    "Person", "accept", "cancel", "cancel_with_event", "change", "expire_offers", "guard", "offer_places",
    "register", "withdraw_consent", "write_note",
]  # fmt: skip
