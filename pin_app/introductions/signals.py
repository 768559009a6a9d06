"""What the room of introductions tells the rooms above it."""

from blinker import signal

answered = signal(
    "pin.introduction-answered"
)  # sender: the class Introduction; introduction; side; answer: accepted, declined or met; after flush
