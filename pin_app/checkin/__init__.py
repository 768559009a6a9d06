"""Check-in: who was there, day by day and session by session."""
