"""What the room of registrations tells the rooms above it; sent after the flush, before the commit."""

from blinker import signal

# The sender is the class Registration; `registration` is the row, `before` its state until now, which is the
# present one where it was just made.
registration_changed = signal("pin.registration-changed")
# The sender is the class Registration; `registration` still holds the words that are emptied right after.
registration_forgotten = signal("pin.registration-forgotten")
