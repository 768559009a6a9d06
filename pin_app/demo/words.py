"""What refusals of the demo say."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

sentences(
    demo__real_data=_l("This database holds real profiles; the demo is not mixed with them."),
    demo__already_there=_l("The demo is already in this database."),
    demo__production=_l("The demo is not for production: PIN_ENV says production."),
)
