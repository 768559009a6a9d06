"""The outbox: mail is a row before it is a message."""
