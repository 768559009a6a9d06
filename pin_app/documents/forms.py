"""The field in which a form asks for a document."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField
from wtforms import ValidationError

from pin_app.documents.kinds import ENDINGS
from pin_app.errors import PinError

ACCEPT = ",".join((*ENDINGS, *ENDINGS.values()))


class DocumentField(FileField):  # type: ignore[misc]  # WTForms has no types
    """A file to choose; the routes check its content with `documents.services.receive`."""

    def __init__(self, label: Any = None, required: bool = True, **options: Any) -> None:
        super().__init__(label, render_kw={"accept": ACCEPT}, **options)
        self.required = required
        if required:
            self.flags.required = True

    def pre_validate(self, form: Any) -> None:
        """Refuse a form without the file that it asks for."""
        if self.required and not self.data:
            raise ValidationError(str(PinError("document.none")))

    def refuse(self, refusal: PinError) -> None:
        """Show beside the field why its file was not taken."""
        self.errors = [str(refusal)]
