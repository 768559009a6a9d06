"""Tables that people send: CSV and XLSX read in bounded memory, never trusted, refused in words."""

from pin_app.spreadsheets import words

__all__ = ["words"]  # so that whoever reads a table can say why one is refused
