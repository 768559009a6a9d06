"""An invented network, so that a newcomer sees PIN at work."""
