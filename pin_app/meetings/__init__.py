"""Meetings: who sits with whom, when and at which table, and what came of it."""
