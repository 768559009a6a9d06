"""What a project sheet says by itself."""

from flask_babel import lazy_gettext as _l

NOTICES = (
    _l("PIN brings people together. It gives no advice on investments and moves no money."),
    _l(
        "ISCOS staff have read this sheet, but have not checked figures or promises. "
        "Check them yourself before you decide."
    ),
)
