"""What a project sheet says by itself, and the refusals of this room."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

NOTICES = (
    _l("PIN brings people together. It gives no advice on investments and moves no money."),
    _l(
        "ISCOS staff have read this sheet, but have not checked figures or promises. "
        "Check them yourself before you decide."
    ),
)
DOCUMENT_KINDS = {
    "plan": _l("Business plan"),
    "accounts": _l("Accounts"),
    "quote": _l("Offer for machines or works"),
    "permit": _l("Permit or certificate"),
    "other": _l("Other document"),
}

sentences(
    project__unknown_kind=_l("Say which kind of document it is."),
    project__too_many_documents=_l("A project sheet can have %(most)s documents. Take one away first."),
)
