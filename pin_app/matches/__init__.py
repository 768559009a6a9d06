"""Suggestions of the engine, shown to people in words."""
