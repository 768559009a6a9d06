"""The forms of this room, one module a step."""

from pin_app.profiles.forms.offers import Offers
from pin_app.profiles.forms.people import InviteForm, MemberForm
from pin_app.profiles.forms.queue import page, picked, wanted
from pin_app.profiles.forms.review import ChangesForm
from pin_app.profiles.forms.send import Sending
from pin_app.profiles.forms.start import KindForm
from pin_app.profiles.forms.where import shown as shown_phone
from pin_app.profiles.forms.where import where
from pin_app.profiles.forms.who import who

__all__ = [
    "ChangesForm",
    "InviteForm",
    "KindForm",
    "MemberForm",
    "Offers",
    "Sending",
    "page",
    "picked",
    "shown_phone",
    "wanted",
    "where",
    "who",
]
