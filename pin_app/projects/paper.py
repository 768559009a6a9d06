"""The project sheet as a PDF."""

from __future__ import annotations

from flask_babel import gettext as _

from pin_app import pdf
from pin_app.i18n import language
from pin_app.projects.sheets import Sheet


def printed(sheet: Sheet, address: str) -> bytes:
    """Return the sheet on paper, in the language now in use; `address` is where the firm stands on PIN."""
    made = pdf.Document(
        _("Project sheet: %(name)s", name=sheet.name.text),
        language(),
        footer=_("PIN, the Pakistan-Italy Network"),
    )
    made.heading(sheet.name, 1)
    made.paragraph(sheet.about)
    for part in sheet.parts:
        made.heading(part.title)
        for text in part.texts:
            made.paragraph(text)
        made.facts(part.facts)
        made.items(part.items)
    made.heading(_("How to go on"))
    made.paragraph(_("Sign in to PIN and ask for an introduction there. ISCOS asks the firm first."))
    made.facts([(_("On PIN"), pdf.ltr(address)), (_("As of"), sheet.day)])
    for notice in sheet.notices:
        made.notice(notice)
    return pdf.render(made)
