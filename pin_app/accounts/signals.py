"""What the room of accounts tells the rooms above it."""

from blinker import signal

consent_changed = signal("pin.consent-changed")  # sender: the class Consent; user: User; sent after flush
user_deactivated = signal("pin.user-deactivated")
user_reactivated = signal("pin.user-reactivated")
