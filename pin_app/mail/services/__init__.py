"""Writing mail, sending it, learning what became of it, and leaving out what nobody wants."""

from pin_app.mail.services.hearing import hear
from pin_app.mail.services.returning import came_back, has_arrived, write_again
from pin_app.mail.services.sending import (
    mark_bounced,
    mark_delivered,
    mark_failed,
    mark_sent,
    postpone,
    take_next,
)
from pin_app.mail.services.sweeping import sweep
from pin_app.mail.services.topics import unsubscribe, want_again
from pin_app.mail.services.writing import path_to, queue, take_back

__all__ = [
    "came_back",
    "has_arrived",
    "hear",
    "mark_bounced",
    "mark_delivered",
    "mark_failed",
    "mark_sent",
    "path_to",
    "postpone",
    "queue",
    "sweep",
    "take_back",
    "take_next",
    "unsubscribe",
    "want_again",
    "write_again",
]
