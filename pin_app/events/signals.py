"""What the room of events tells the rooms above it; sent after the flush, before the commit."""

from blinker import signal

# The sender is the class Event; `event` is the row, `by` the person who did it.
event_published = signal("pin.event-published")
event_changed = signal("pin.event-changed")  # changed: names of the columns that are other than before
event_cancelled = signal("pin.event-cancelled")  # the words for those who registered: event.cancel_note
