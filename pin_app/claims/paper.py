"""The supplier file on paper."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import format_date
from flask_babel import gettext as _

from pin_app import pdf
from pin_app.claims import words
from pin_app.claims.frameworks import HEADINGS, TITLES
from pin_app.claims.models import Questionnaire
from pin_app.claims.services.answering import Line, Sheet
from pin_app.claims.sheets import shown
from pin_app.i18n import language
from pin_app.profiles.models import Profile


def printed(profile: Profile, sheets: Sequence[Sheet], kept: Questionnaire | None) -> bytes:
    """Return the supplier file as a tagged PDF in the reader's language."""
    made = pdf.Document(
        _("Supplier file: %(name)s", name=profile.name),
        language(),
        footer=_("PIN, the Pakistan-Italy Network"),
    )
    made.heading(_("Supplier file"), 1)
    made.paragraph(pdf.Text(profile.name, "en", "ltr") if profile.name.isascii() else profile.name)
    made.notice(
        _("Self-declared by the firm. ISCOS has not audited these answers; a level says what was shown.")
    )
    made.notice(
        _("The headings are those of other organisations, which have not checked or approved this file.")
    )
    if kept is not None:
        made.paragraph(_("Last changed on %(day)s", day=format_date(kept.changed_at, "medium")))
    for sheet in sheets:
        _add(made, sheet)
    return pdf.render(made)


def _add(made: pdf.Document, sheet: Sheet) -> None:
    made.heading(str(TITLES[sheet.framework]))
    for heading, lines in sheet.headings.items():
        made.heading(str(HEADINGS[sheet.framework][heading]), 3)
        if lines:
            made.table(_head(), [_row(line) for line in lines])
        else:
            made.paragraph(_("No answer yet"))


def _head() -> list[pdf.Words]:
    return [_("Question"), _("Answer"), _("Claim in PIN"), _("Level")]


def _row(line: Line) -> list[pdf.Words]:
    answer: pdf.Words = shown(line.question, line.answer)
    if line.question.kind != "yes":
        answer = pdf.ltr(answer)
    if line.rung is None:
        return [str(line.question.text), answer, "", ""]
    title, level = words.TITLES[line.rung.claim.code], line.rung.level
    return [str(line.question.text), answer, str(title), f"{level.sign}: {words.LEVELS[level]}"]
