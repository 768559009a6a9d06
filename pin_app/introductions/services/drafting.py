"""The words with which a side is asked, as long as staff have written none."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from pin_app.introductions.contacts import language_of
from pin_app.profiles.models import Profile


def draft(reader: Profile, partner: Profile) -> str:
    """Return a short message to one side about the other, in the reader's language."""
    with force_locale(language_of(reader)):
        return str(
            _(
                "We have looked at your profile and at that of %(partner)s. We think that a talk is worth "
                "your time, and would like to introduce you to each other.",
                partner=partner.name,
            )
        )
