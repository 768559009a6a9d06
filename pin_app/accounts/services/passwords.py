"""Passwords: what is accepted, how they are kept, and a check that costs the same for every answer."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from pin_app.accounts.models import User
from pin_app.errors import PinError

SHORTEST, LONGEST = 8, 128
LONGEST_READ = 2_000  # characters looked at before giving up, so that a huge text costs nothing
LONGEST_JUDGED = 20  # what is longer stands on no list, and judging it is slow
FEWEST_GUESSES = 100_000  # at 10 tries in 15 minutes more than 100 days

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's minimum for argon2id
# The hash of a password that was thrown away: checked where there is no account, for the same work.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$IPhqWbx+vlg6Qh3qGOwc2A$bsT8uBZQIH7K6Yv5DgRKy5EB1r8T39ME5pZsEim+VHM"


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return HASHER.hash(_prepared(password))


def matches(kept: str, password: str) -> bool:
    """Whether this password belongs to what was kept; costs the same for every answer."""
    try:
        return HASHER.verify(kept, _prepared(password[:LONGEST_READ]))
    except (VerificationError, InvalidHashError):
        return False


def require(user: User, password: str) -> None:
    """Refuse unless the person has just shown the password again."""
    if not matches(user.password_hash, password):
        raise PinError("account.wrong_password")


def check(password: str, *, email: str = "", name: str = "") -> None:
    """Refuse a password that is too short, too long, easily guessed or the person's own name or address."""
    if len(password) > LONGEST_READ or len(_normal(password)) > LONGEST:
        raise PinError("account.password_long", most=LONGEST)
    if len(_normal(password)) < SHORTEST:
        raise PinError("account.password_short", least=SHORTEST)
    if _plain(password) in {_plain(own) for own in (email, email.partition("@")[0], name)}:
        raise PinError("account.password_personal")
    if _is_easily_guessed(_normal(password)):
        raise PinError("account.password_common")


def _is_easily_guessed(password: str) -> bool:
    return len(password) <= LONGEST_JUDGED and zxcvbn(password)["guesses"] < FEWEST_GUESSES


def _normal(password: str) -> str:
    """The same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)


def _prepared(password: str) -> bytes:
    return _normal(password).encode("utf-8", "surrogatepass")


def _plain(text: str) -> str:
    return "".join(_normal(text).casefold().split())
