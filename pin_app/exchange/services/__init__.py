"""Taking tables in and writing them out; callers say `services.import_table(…)`."""

from pin_app.exchange.reports import Report
from pin_app.exchange.services.exporting import export_rows, note_export, template_rows
from pin_app.exchange.services.importing import import_rows, import_table

__all__ = ["Report", "export_rows", "import_rows", "import_table", "note_export", "template_rows"]
