"""What the room of matches tells the rooms above it."""

from blinker import signal

suggestions_changed = signal(
    "pin.suggestions-changed"
)  # sender: the class Suggestion; profile_ids: whose own suggestions were written, or who may have left them
word_said = signal("pin.word-said")  # sender: the class Verdict; profile_id, partner_id: int; also taken back
