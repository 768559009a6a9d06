"""Jobs of this room."""


def deliver_soon() -> None:
    """Ask for the outbox to be emptied now; call it after the commit that wrote a mail."""
