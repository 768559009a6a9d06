"""Finding published profiles by words and facets."""
