"""The first pages that everybody sees."""
