"""What staff send: a file."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from pin_app.forms import Form


class UploadForm(Form):
    """A table of profiles."""

    table = FileField(
        _l("Table of profiles (XLSX or CSV)"),
        validators=[FileRequired(_l("Choose a file first."))],
        render_kw={"accept": ".xlsx,.csv,.txt,.tsv"},
    )

    def content(self) -> bytes:
        """The bytes of the file; its name says nothing that we rely on."""
        found: bytes = self.table.data.read()
        return found

    def refuse(self, reason: str) -> None:
        """Say at the field why the file cannot be read."""
        self.table.errors = [*self.table.errors, reason]
