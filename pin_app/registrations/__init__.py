"""Registrations: who comes, who waits for a place, what they answered and agreed to."""
