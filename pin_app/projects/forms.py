"""The form of this room."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from pin_app.documents.forms import DocumentField
from pin_app.forms import Form
from pin_app.projects.words import DOCUMENT_KINDS


class DocumentForm(Form):
    """A document for the sheet."""

    kind = SelectField(
        _l("Kind of document"),
        choices=[SelectChoice(code, label) for code, label in DOCUMENT_KINDS.items()],
        validators=[InputRequired()],
    )
    document = DocumentField(_l("The document"))
