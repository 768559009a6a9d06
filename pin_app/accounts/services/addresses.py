"""E-mail addresses in one canonical form, so that one mailbox is one account."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from pin_app.errors import PinError
from pin_app.forms import INVISIBLE

LONGEST_TYPED = 320


def canonical(typed: str | None) -> str:
    """Return the form that is kept, compared and written to: NFKC, case folded, the domain in IDNA ASCII."""
    text = (typed or "").translate(INVISIBLE).strip()
    if len(text) > LONGEST_TYPED:
        raise PinError("account.address")
    first = _valid(_folded(text).rstrip("."))
    second = _valid(f"{_folded(first.local_part)}@{first.ascii_domain.lower()}")
    return f"{second.local_part}@{second.ascii_domain}"


def _folded(text: str) -> str:
    """Fold case and compatibility forms; twice, because folding can open new compositions."""
    for _ in range(2):
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text


def _valid(text: str) -> ValidatedEmail:
    """Check the form only; whether mail arrives is proved by the link in the first one."""
    try:
        return validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError) as error:
        raise PinError("account.address") from error
