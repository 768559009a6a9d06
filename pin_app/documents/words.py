"""What this room says."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

sentences(
    document__empty=_l("This file is empty."),
    document__wrong_type=_l("Send a PDF file or a picture (JPEG, PNG or WebP)."),
    document__two_things=_l("This file is two kinds of file at once. Save it anew as a PDF or a picture."),
    document__too_large=_l("This file is too large. It may have at most %(most)s MB."),
    document__too_many_pixels=_l("This picture is too large. Take it again at a lower resolution."),
    document__locked=_l("This PDF file asks for a password. Save it without one and send it again."),
    document__unreadable=_l("We could not read this file. Save it anew, or send a photo of the page."),
    document__busy=_l("Many files are coming in at this moment. Try again in a minute."),
    document__none=_l("Choose a file."),
)
