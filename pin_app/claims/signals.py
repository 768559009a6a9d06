"""What this room tells the rooms above it."""

from blinker import signal

claims_changed = signal("pin.claims-changed")  # sender: the class Claim; profile_id: int; sent after flush
