"""Lists and what is done with them; callers say `services.listing_of(…)`, `services.take(…)`."""

from pin_app.attendees.services import forgetting  # noqa: F401 -- it listens
from pin_app.attendees.services.counting import Counts, counts_of
from pin_app.attendees.services.exporting import Order, Taken, take
from pin_app.attendees.services.listing import Leaf, Listing, Shown, listing_of
from pin_app.attendees.services.writing import Tell

__all__ = [
    "Counts", "Leaf", "Listing", "Order", "Shown", "Taken", "Tell", "counts_of", "listing_of", "take",
]  # fmt: skip
