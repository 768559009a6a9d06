"""What comes back of attendees: facets to filter by, the people of a list, filters kept and lists taken."""
