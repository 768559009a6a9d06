"""What keeps PIN running: people, outbox, trail, jobs."""
