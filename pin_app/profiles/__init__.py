"""Entrepreneurs, firms, associations: who they are, what they offer and look for."""
