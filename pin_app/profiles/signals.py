"""What the room of profiles tells the rooms above it."""

from blinker import signal

profile_changed = signal(
    "pin.profile-changed"
)  # sender: the class Profile; profile_id: int; sent after flush
profile_removed = signal("pin.profile-removed")
