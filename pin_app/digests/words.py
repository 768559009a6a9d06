"""What this room says: its paces, its topic, its refusals."""

from flask_babel import lazy_gettext as _l

from pin_app.digests.models import TOPIC
from pin_app.errors import sentences
from pin_app.mail.topics import optional

PACE_WORDS = {
    "weekly": _l("Once a week"),
    "monthly": _l("Once a month"),
    "never": _l("Never"),
}

optional(TOPIC, _l("Mails about new partners for you"), "digest")
sentences(digest__unknown_pace=_l("Choose how often from the list."))
