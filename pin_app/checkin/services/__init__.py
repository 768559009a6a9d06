"""What is done at a door: scans are taken, and taken back."""

from pin_app.checkin.services import forgetting  # noqa: F401 -- it listens
from pin_app.checkin.services.presence import Presence, presence_of
from pin_app.checkin.services.taking import Answer, ScanSent, take
from pin_app.checkin.services.undoing import tick, undo

__all__ = ["Answer", "Presence", "ScanSent", "presence_of", "take", "tick", "undo"]
