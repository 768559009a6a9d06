"""Lists and what is done with them; callers say `services.listing_of(…)`, `services.take(…)`."""

from pin_app.attendees.services import forgetting  # noqa: F401 -- it listens
from pin_app.attendees.services.exporting import Order, Taken, take
from pin_app.attendees.services.listing import Leaf, Listing, Shown, listing_of

__all__ = ["Leaf", "Listing", "Order", "Shown", "Taken", "listing_of", "take"]
