"""Attendees: the list that organisers take home, its columns, filters and files."""
