"""What the outbox tells."""

from blinker import signal

mail_queued = signal("pin.mail-queued")  # sender: the class OutgoingMail; mail: the row; sent after flush
topic_unwanted = signal("pin.topic-unwanted")  # sender: the class UnwantedTopic; address, topic; after flush
