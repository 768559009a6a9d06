"""What the refusals of this room say."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

sentences(mail__not_one_address=_l("This is not one e-mail address."))
