"""What people do with their accounts, and what is done with them; split by subject."""

from pin_app.accounts.services.addresses import canonical
from pin_app.accounts.services.changing import (
    change_password,
    change_settings,
    confirm_email_change,
    request_email_change,
    request_reset,
    reset_password,
)
from pin_app.accounts.services.consents import PURPOSES, give_consent, withdraw_consent
from pin_app.accounts.services.registering import Registration, confirm, register
from pin_app.accounts.services.rights import create_user, deactivate, reactivate, set_role
from pin_app.accounts.services.sign_ins import (
    begin,
    end_sign_in,
    end_sign_ins,
    kept_hash,
    sign_in,
    sign_in_of_cookie,
    sign_out,
    touch,
    user_of_cookie,
)

__all__ = [
    "PURPOSES",
    "Registration",
    "begin",
    "canonical",
    "change_password",
    "change_settings",
    "confirm",
    "confirm_email_change",
    "create_user",
    "deactivate",
    "end_sign_in",
    "end_sign_ins",
    "give_consent",
    "kept_hash",
    "reactivate",
    "register",
    "request_email_change",
    "request_reset",
    "reset_password",
    "set_role",
    "sign_in",
    "sign_in_of_cookie",
    "sign_out",
    "touch",
    "user_of_cookie",
    "withdraw_consent",
]
