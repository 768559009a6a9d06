"""The curation desk: staff choose from the network's best pairs, and see what became of their choices."""
