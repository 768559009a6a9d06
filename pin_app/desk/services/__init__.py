"""What staff do at the desk, and what keeps its lists in step."""
