"""Profiles in and out as tables that open in a spreadsheet."""
