"""What the engine costs and how well it matches, each one command."""
