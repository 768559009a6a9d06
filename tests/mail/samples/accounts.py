"""Facts of the mails of the room accounts."""

SAMPLES = {
    "account_closed": {},
    "already_registered": {"sign_in": "/sign-in"},
    "change_email": {"path": "/account/email/TOKEN"},
    "confirm_email": {"path": "/confirm/TOKEN"},
    "email_change_asked": {"forgotten": "/forgotten"},
    "email_changed": {},
    "password_changed": {"forgotten": "/forgotten"},
    "reset_password": {"path": "/reset/TOKEN"},
}
