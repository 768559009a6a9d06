"""How often one may try, and answers that take equally long whatever was found."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pin_app.security import client_network, limit, throttle

EVEN_SECONDS = 0.25  # longer than any of the branches takes
SIGN_IN_ACCOUNT = ("sign-in-account", "10 per 15 minutes")
SIGN_IN_PLACE = ("sign-in-place", "100 per 15 minutes")
REGISTER_PLACE = ("register-place", "60 per hour")
RESET_PLACE = ("reset-place", "30 per hour")
EMAIL_CHANGE = ("email-change", "10 per hour")
PASSWORD_SHOWN = ("password-shown", "10 per 15 minutes")
Rule = tuple[str, str]


def count_place(rule: Rule) -> None:
    """Count one try of the visitor's network address; 429 when the rule is exhausted."""
    limit(rule[0], client_network(), rule[1])


def count_account(rule: Rule, key: str) -> None:
    """Count one try on one account; its name is kept only as a digest."""
    limit(rule[0], _digest(key), rule[1])


def forget_account(rule: Rule, key: str) -> None:
    """Forget the tries on an account after a success."""
    throttle.forget(rule[0], _digest(key), rule[1])


@contextmanager
def evenly() -> Iterator[None]:
    """Stretch a deed and its commit to one length, so that time does not tell whether an account exists."""
    started = time.perf_counter()
    yield
    time.sleep(max(0.0, EVEN_SECONDS - (time.perf_counter() - started)))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
