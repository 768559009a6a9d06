"""People for tests: an account of any role, and a browser that is signed in."""

from __future__ import annotations

import time
from functools import lru_cache
from itertools import count
from typing import Any

from pin_app.accounts.models import User
from pin_app.accounts.services import begin, passwords
from pin_app.db import db, now
from tests.inspector import Inspector

PASSWORD = "four quiet mango trees"
_numbers = count(1)


@lru_cache(maxsize=1)
def _hash() -> str:
    return passwords.hashed(PASSWORD)


def person(email: str = "", role: str = "member", confirmed: bool = True, **columns: Any) -> User:
    """An account with PASSWORD; any column can be given."""
    address = email or f"person{next(_numbers)}@example.org"
    given = {"name": "Imran Gondal", "language": "en", "active": True, "password_hash": _hash()} | columns
    made = User(
        email=address, typed_email=address, role=role, confirmed_at=now() if confirmed else None, **given
    )
    db.session.add(made)
    db.session.commit()
    return made


def signed_in(client: Inspector, user: User) -> Inspector:
    """Give a browser a sign-in of this person, as the form would."""
    token = begin(user, address="192.0.2.7", browser="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    db.session.commit()
    with client.raw.session_transaction() as cookie:
        cookie.clear()
        cookie["_user_id"], cookie["noted"] = token, int(time.time())
    client.page = type(client.page)("")
    return client
